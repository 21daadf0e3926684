"""Draw a synthetic slice through a head. No patient, and no scanner, is involved."""

import numpy as np
from numpy.typing import NDArray

# (intensity, centre row, centre column, half height, half width, tilt in degrees);
# lengths are fractions of the image size, and a later ellipse paints over an earlier one.
HEAD = (
    (0.85, 0.50, 0.50, 0.44, 0.35, 0.0),  # scalp
    (0.10, 0.50, 0.50, 0.41, 0.32, 0.0),  # skull
    (0.55, 0.50, 0.50, 0.38, 0.29, 0.0),  # grey matter
    (0.72, 0.50, 0.50, 0.31, 0.23, 0.0),  # white matter
    (0.18, 0.46, 0.44, 0.13, 0.035, 14.0),  # ventricle, left of the picture
    (0.18, 0.46, 0.56, 0.13, 0.035, -14.0),  # ventricle, right of the picture
    (0.50, 0.56, 0.42, 0.05, 0.05, 0.0),  # deep grey matter
    (0.50, 0.56, 0.58, 0.05, 0.05, 0.0),
)
LESION = (0.95, 0.36, 0.64, 0.055, 0.04, 25.0)


def ellipse(
    size: int,
    row: float,
    column: float,
    half_height: float,
    half_width: float,
    tilt: float,
) -> NDArray[np.bool_]:
    """Return a filled ellipse on a size by size grid (lengths as fractions of it)."""
    rows, columns = np.mgrid[0:size, 0:size] / (size - 1)
    angle = np.deg2rad(tilt)
    down, across = rows - row, columns - column
    along = down * np.cos(angle) + across * np.sin(angle)
    beside = across * np.cos(angle) - down * np.sin(angle)
    inside: NDArray[np.bool_] = (along / half_height) ** 2 + (beside / half_width) ** 2 <= 1.0
    return inside


def head_phantom(size: int = 128) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return an image of a head and the outline of its lesion.

    Parameters
    ----------
    size
        Height and width of the image, in pixels; at least 32.

    Returns
    -------
    image, lesion
        Intensities between 0 and 1 (arbitrary units), and a mask that is true in the lesion.
    """
    if size < 32:
        raise ValueError(f"size is {size} pixels; a head needs at least 32")
    image = np.zeros((size, size))
    for intensity, *shape in HEAD:
        image[ellipse(size, *shape)] = intensity
    intensity, *shape = LESION
    lesion = ellipse(size, *shape)
    image[lesion] = intensity
    return image, lesion
