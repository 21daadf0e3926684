"""Calls that surely read the file at the path that they are given.

The function `read_data` of a course may look in a folder of its own, and `z.open` in an archive.
"""

from __future__ import annotations

from sphinx_binderhub.notebook import pictures

_EVERYWHERE = frozenset(
    {"ExcelFile", "Image", "SVG", "Video", "VideoCapture", "fromfile", "genfromtxt", "imread"}
    | {"listdir", "load_weights", "load_workbook", "loadmat", "loadtxt", "memmap", "mmread"}
    | {"open_dataarray", "open_dataset", "open_mfdataset", "open_rasterio", "read_csv"}
    | {"read_excel", "read_feather", "read_file", "read_fwf", "read_gexf", "read_gml"}
    | {"read_graphml", "read_hdf", "read_html", "read_json", "read_parquet", "read_pickle"}
    | {"read_sas", "read_spss", "read_stata", "read_table", "read_xml", "run_path", "scandir"}
)
"""Functions and methods, whoever they belong to."""
_OPENED_BY = frozenset(
    {"Image", "PIL", "bz2", "codecs", "fiona", "fits", "gzip", "imageio", "io", "lzma", "rasterio"}
    | {"rio", "sf", "soundfile", "tarfile", "uproot", "vaex", "wave"}
)
"""Modules whose `open` opens a file."""
_LOADED_BY = frozenset(
    {"ET", "ElementTree", "audio", "etree", "ireader", "joblib", "librosa", "nib", "nibabel", "np"}
    | {"numpy", "sf", "soundfile", "torch", "torchaudio", "wavfile"}
)
"""Modules whose `load`, `read` or `parse` does."""
_CLASSES = frozenset({"CDLL", "Dataset", "File", "TarFile", "ZipFile"})
_PATHS = frozenset({"iterdir", "open", "read_bytes", "read_text"})
"""Methods of a path that stands in the cell."""

PICTURES = frozenset({pictures.MARKDOWN, pictures.HTML})
"""What shows a picture in prose."""


def surely_reads(by: str) -> bool:
    """Tell whether the call `by`, such as `pd.read_csv`, reads the file at its first argument."""
    if by.lstrip().startswith("%run") or by in PICTURES:
        return True
    owner, _, name = by.partition("(")[0].strip().rpartition(".")
    owner = owner.rpartition(".")[2]
    if name.startswith("read_") and not owner:
        return False  # a course's own function may be called so
    if name in _EVERYWHERE or name in _CLASSES:
        return True
    if name in _PATHS and not owner:
        return True
    if name == "open":
        return owner in _OPENED_BY
    return name in {"load", "parse", "read"} and owner in _LOADED_BY
