"""Chain the steps: one seed, one new sample."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .transforms import (
    add_bias_field,
    add_rician_noise,
    displacement_field,
    flip,
    rotate,
    warp,
)


@dataclass(frozen=True)
class Recipe:
    """How far an augmented sample may stray from its original."""

    flip_probability: float = 0.0
    """Chance of a left-right mirror image. Leave it at 0 when the side of a lesion matters."""
    max_degrees: float = 12.0
    """Largest rotation either way, in degrees."""
    elastic_pixels: float = 2.0
    """Root mean square of the elastic shift, in pixels."""
    bias_strength: float = 0.2
    """Standard deviation of the logarithm of the shading."""
    noise_sigma: float = 0.04
    """Standard deviation of the noise in each channel, in units of intensity."""


@dataclass(frozen=True)
class Sample:
    """An image and the mask that belongs to it."""

    image: NDArray[np.float64]
    mask: NDArray[np.bool_]


def augment(original: Sample, recipe: Recipe, seed: int) -> Sample:
    """Return a new sample. The same original, recipe and seed give the same sample."""
    rng = np.random.default_rng(seed)
    image, mask = original.image, original.mask
    if rng.random() < recipe.flip_probability:
        image, mask = flip(image), flip(mask)
    degrees = rng.uniform(-recipe.max_degrees, recipe.max_degrees)
    image, mask = rotate(image, degrees), rotate(mask, degrees, "nearest")
    height, width = image.shape
    rows, columns = displacement_field((height, width), rng, recipe.elastic_pixels)
    image, mask = warp(image, rows, columns), warp(mask, rows, columns, "nearest")
    image = add_bias_field(image, rng, recipe.bias_strength)
    image = add_rician_noise(image, rng, recipe.noise_sigma)
    return Sample(image=image, mask=mask)
