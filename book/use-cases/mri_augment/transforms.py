"""The single steps of an augmentation.

An image is a two-dimensional array of intensities in arbitrary units. Steps that move pixels
(flip, rotate, warp, crop) must be applied to a mask too, with the same numbers; steps that change
intensities (bias field, noise) must not. Chance enters only through the generator rng that
the caller passes in, so a seed determines the result.
"""

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

AnyArray = NDArray[Any]
FloatArray = NDArray[np.float64]
Interpolation = Literal["linear", "nearest"]


def flip(image: AnyArray, axis: Literal["left-right", "up-down"] = "left-right") -> AnyArray:
    """Mirror the image."""
    if axis not in ("left-right", "up-down"):
        raise ValueError(f"axis is {axis!r}; it must be 'left-right' or 'up-down'")
    result: AnyArray = np.flip(image, axis=1 if axis == "left-right" else 0).copy()
    return result


def warp(
    image: AnyArray,
    rows: FloatArray,
    columns: FloatArray,
    interpolation: Interpolation = "linear",
) -> AnyArray:
    """Fetch every pixel of the result from the place (rows, columns) of the image.

    Parameters
    ----------
    image
        The image, or a mask.
    rows, columns
        For each pixel of the result, where to look in the image, in pixels. Places outside the
        image count as 0.
    interpolation
        "linear" for intensities; "nearest" for masks, which must stay true or false.
    """
    if interpolation == "nearest":
        return _pick(image, np.rint(rows).astype(int), np.rint(columns).astype(int))
    if interpolation != "linear":
        raise ValueError(f"interpolation is {interpolation!r}; use 'linear' or 'nearest'")
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    down, right = rows - top, columns - left
    upper = (1.0 - right) * _pick(image, top, left) + right * _pick(image, top, left + 1)
    lower = (1.0 - right) * _pick(image, top + 1, left) + right * _pick(image, top + 1, left + 1)
    result: AnyArray = (1.0 - down) * upper + down * lower
    return result


def _pick(image: AnyArray, rows: NDArray[np.int_], columns: NDArray[np.int_]) -> AnyArray:
    """Return the pixels at whole-numbered places; outside the image they are 0."""
    height, width = image.shape
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    picked = image[np.clip(rows, 0, height - 1), np.clip(columns, 0, width - 1)]
    result: AnyArray = np.where(inside, picked, np.zeros((), dtype=image.dtype))
    return result


def _grid(shape: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
    """Return the row and the column of every pixel, in pixels."""
    rows, columns = np.meshgrid(np.arange(shape[0]), np.arange(shape[1]), indexing="ij")
    return rows.astype(np.float64), columns.astype(np.float64)


def rotate(image: AnyArray, degrees: float, interpolation: Interpolation = "linear") -> AnyArray:
    """Turn the image anticlockwise about its centre, by an angle in degrees, in the same shape."""
    rows, columns = _grid(image.shape)
    centre_row, centre_column = (image.shape[0] - 1) / 2, (image.shape[1] - 1) / 2
    angle = np.deg2rad(degrees)
    down, across = rows - centre_row, columns - centre_column
    source_rows = centre_row + np.cos(angle) * down + np.sin(angle) * across
    source_columns = centre_column - np.sin(angle) * down + np.cos(angle) * across
    # Rounding errors must not push a pixel of the rim out of the image.
    return warp(image, source_rows.round(9), source_columns.round(9), interpolation)


def smooth(values: FloatArray, width: float) -> FloatArray:
    """Blur with a Gaussian of standard deviation width (pixels), wrapping round the edges."""
    frequencies = [np.fft.fftfreq(length) for length in values.shape]
    squared = frequencies[0][:, None] ** 2 + frequencies[1][None, :] ** 2
    damping = np.exp(-2.0 * (np.pi * width) ** 2 * squared)
    return np.fft.ifft2(np.fft.fft2(values) * damping).real


def displacement_field(
    shape: tuple[int, int], rng: np.random.Generator, amplitude: float, width: float = 12.0
) -> tuple[FloatArray, FloatArray]:
    """Return a smooth random map of places for warp(): an elastic deformation.

    Parameters
    ----------
    shape
        Height and width of the image, in pixels.
    rng
        The source of chance.
    amplitude
        Root mean square of the shift in each direction, in pixels. 0 leaves the image alone.
    width
        How smooth the field is: standard deviation of the blur, in pixels.
    """
    rows, columns = _grid(shape)
    for places in (rows, columns):
        shift = smooth(rng.standard_normal(shape), width)
        shift -= shift.mean()
        places += amplitude * shift / shift.std()
    return rows, columns


def add_bias_field(
    image: FloatArray, rng: np.random.Generator, strength: float = 0.3, width: float = 40.0
) -> FloatArray:
    """Shade the image smoothly, as an uneven receiver coil does.

    Parameters
    ----------
    image
        Intensities, in arbitrary units.
    rng
        The source of chance.
    strength
        Standard deviation of the logarithm of the shading. 0 leaves the image alone.
    width
        How smooth the shading is: standard deviation of the blur, in pixels.
    """
    field = smooth(rng.standard_normal(image.shape), width)
    field = (field - field.mean()) / field.std()
    shading: FloatArray = np.exp(strength * field)
    return image * shading


def add_rician_noise(
    image: FloatArray, rng: np.random.Generator, sigma: float = 0.05
) -> FloatArray:
    """Add the noise of a magnitude image.

    A scanner measures two channels, each with Gaussian noise of standard deviation sigma
    (in units of intensity), and shows their length. The result is never negative, and the dark
    background is lifted to a mean of about 1.25 sigma.
    """
    real = image + rng.normal(0.0, sigma, image.shape)
    imaginary = rng.normal(0.0, sigma, image.shape)
    return np.hypot(real, imaginary)


def random_crop(
    images: tuple[AnyArray, ...], rng: np.random.Generator, size: int
) -> tuple[AnyArray, ...]:
    """Cut the same random square of size by size pixels out of every image."""
    height, width = images[0].shape
    if any(image.shape != (height, width) for image in images):
        raise ValueError("the images must have one shape")
    if not 1 <= size <= min(height, width):
        raise ValueError(f"size is {size} pixels; it must be between 1 and {min(height, width)}")
    top = int(rng.integers(height - size + 1))
    left = int(rng.integers(width - size + 1))
    return tuple(image[top : top + size, left : left + size].copy() for image in images)
