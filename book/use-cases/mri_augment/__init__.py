"""Augment two-dimensional, MRI-like images: a small package to be previewed on Binder."""

from .phantom import head_phantom
from .recipe import Recipe, Sample, augment
from .transforms import (
    add_bias_field,
    add_rician_noise,
    displacement_field,
    flip,
    random_crop,
    rotate,
    warp,
)

__all__ = [
    "Recipe",
    "Sample",
    "add_bias_field",
    "add_rician_noise",
    "augment",
    "displacement_field",
    "flip",
    "head_phantom",
    "random_crop",
    "rotate",
    "warp",
]
__version__ = "0.1.0"
