"""Daily emergency department attendances of four invented hospitals."""

from . import datasets, plotting

__all__ = ["datasets", "plotting"]
__version__ = "0.1.0"
