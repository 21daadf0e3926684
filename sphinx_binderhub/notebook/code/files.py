"""The files that a cell reads and writes by their literal path."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from sphinx_binderhub.notebook.code.literals import (
    ANYWHERE,
    is_path,
    literal_path,
    literal_text,
    name_of,
    owner_of,
)

READERS = frozenset(
    {"CDLL", "Dataset", "ExcelFile", "File", "FileLink", "TarFile", "VideoCapture", "ZipFile"}
    | {"from_csv", "from_file", "fromfile", "genfromtxt", "imread", "imread_collection", "load"}
    | {"loadmat", "loadtxt", "memmap", "mmread", "open", "parse", "read", "read_bytes"}
    | {"read_text", "run_path"}
)
"""Functions and methods that read the file that they are given first."""
READING = ("read_", "open_", "load_", "scan_")
"""What the names of more of them begin with."""
FOLDERS = frozenset({"iterdir", "listdir", "scandir"})
"""Functions and methods that fail where a folder is not there."""
SHOWN = frozenset({"Audio", "HTML", "Image", "SVG", "Video"})
"""What IPython shows from a file."""
STYLES = frozenset({"use"})
"""`plt.style.use("course.mplstyle")`."""
WRITERS = frozenset(
    {"ExcelWriter", "HDFStore", "extractall", "imsave", "imwrite", "retrieve", "save", "savefig"}
    | {"savemat", "savetxt", "savez", "savez_compressed", "to_csv", "to_excel", "to_feather"}
    | {"snapshot_download", "to_file", "to_hdf", "to_html", "to_json", "to_netcdf", "to_parquet"}
    | {"render", "to_pickle", "to_zarr", "tofile", "unpack_archive", "urlretrieve"}
    | {"write_bytes", "write_text"}
)
"""Functions and methods that write a file, or fetch one: any, where its path is not known."""
WRITING = ("download", "save_")
HANDED = frozenset({"dump", "write"})
"""They write to a path, or else to a file that is open already."""
MAKERS = frozenset({"makedirs", "mkdir", "touch"})
COPIERS = frozenset({"copy", "copy2", "copyfile", "copytree", "move", "rename", "replace"})
"""What `shutil` and `os` call them."""
COPYING = frozenset({"shutil", "os"})

NO_READERS = frozenset({"load_dataset", "open_binary", "open_text", "read_gbq", "read_sql"})
_ELSEWHERE = frozenset(
    {"api", "datasets", "downloader", "hub", "nltk", "pkgutil", "resources", "spacy", "tfds"}
    | {"tutorial", "webbrowser"}
)
"""Whose readers look in a place of their own; `nltk.data` is known by its `data`."""
_PICTURES = frozenset({"imsave", "imwrite", "savefig"})
_TEXTS = frozenset({"to_csv", "to_html", "to_json"})
"""They return a text where they are given no path."""
_MODE = re.compile(r"([rwaxbt+]{1,4})(?:[:|]\w*)?")
_RENDERING = frozenset({"cleanup", "format", "view"})
"""What Graphviz' `render` is told, and no other."""
_KEYWORDS = frozenset(
    {"file", "filename", "filepath", "filepath_or_buffer", "fname", "io", "path", "path_or_buf"}
    | {"path_or_buffer", "path_or_paths", "source", "uri"}
)


def files_of(call: ast.Call, name: str) -> Iterator[tuple[str, str]]:
    """Yield what the call of `name` does with files: `read` or `write`, and the path.

    In a path that is written, `*` stands for what is not known; what is read from a path that is
    not known is not told.
    """
    if name in COPIERS:
        yield from _copied(call)
    elif name in MAKERS:
        path = _receiver(call) or _argument(call)
        yield from [("write", path)] if path else ()
    elif name == "render":
        path = _argument(call)
        drawn = any(one.arg in _RENDERING for one in call.keywords)
        yield from [("write", f"{path}.*")] if path and drawn else ()
    elif name in WRITERS or name in HANDED or name.startswith(WRITING):
        yield from _written(call, name)
    elif name in FOLDERS:
        path = _receiver(call) or _argument(call)
        yield from [("read", path)] if path and ANYWHERE not in path else ()
    elif name in SHOWN or (name in STYLES and owner_of(call.func) == "style"):
        path = _argument(call) or ""
        ending = ".mplstyle" if name in STYLES else ""
        if is_path(path) and " " not in path and path.endswith(ending):
            yield "read", path
    elif name in READERS or (name.startswith(READING) and name not in NO_READERS):
        yield from _read(call, name)


def _read(call: ast.Call, name: str) -> Iterator[tuple[str, str]]:
    if set(_mode(call, name)) & set("wax"):
        path = _receiver(call) if len(call.args) <= 1 else None
        yield "write", path or _argument(call) or ANYWHERE
    elif owner_of(call.func) not in _ELSEWHERE and not _is_nltk(call.func):
        path = _receiver(call) or _argument(call)
        filled = name != "open_mfdataset" and ANYWHERE in (path or "")
        if path and not filled and is_path(path, bare_folder=name == "open"):
            yield "read", path


def _mode(call: ast.Call, name: str) -> str:
    """Return how a file is opened: `r` where nothing is said, `w` where it is not known."""
    given = next((one.value for one in call.keywords if one.arg == "mode"), None)
    if given is None and name in {"open", "Dataset", "File", "TarFile", "ZipFile"}:
        # A method of `Path` takes the mode first.
        given = next(iter(call.args[1:2] or call.args), None)
    said = literal_text(given)
    if said is None:
        return "w" if given is not None and given not in call.args[:1] else "r"
    mode = _MODE.fullmatch(said)
    return mode[1] if mode else "r"


def _copied(call: ast.Call) -> Iterator[tuple[str, str]]:
    if owner_of(call.func) in COPYING and len(call.args) > 1:
        source, target = (literal_path(one) for one in call.args[:2])
        if source and ANYWHERE not in source and is_path(source, bare_folder=True):
            yield "read", source
        yield "write", target or ANYWHERE


def _written(call: ast.Call, name: str) -> Iterator[tuple[str, str]]:
    given = [*call.args, *(one.value for one in call.keywords if one.arg)]
    paths = [_receiver(call), *map(literal_path, given)]
    path = next((one for one in paths if one and is_path(one, bare_folder=True)), None)
    if owner_of(call.func) in _ELSEWHERE:
        return
    if path is None and name not in HANDED | _PICTURES and (given or name not in _TEXTS):
        path = ANYWHERE
    if path and not (name == "write" and len(given) < 2):
        yield "write", path


def _argument(call: ast.Call) -> str | None:
    if call.args:
        return literal_path(call.args[0])
    return next((literal_path(one.value) for one in call.keywords if one.arg in _KEYWORDS), None)


def _receiver(call: ast.Call) -> str | None:
    """Return the path of a method's own object: `Path("a.csv")` in `Path("a.csv").open()`."""
    if isinstance(call.func, ast.Attribute) and not isinstance(call.func.value, ast.Constant):
        return literal_path(call.func.value)
    return None


def _is_nltk(function: ast.AST) -> bool:
    owner = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(owner, ast.Attribute) and name_of(owner.value) == "nltk"
