"""The files that a command line reads and writes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from sphinx_binderhub.notebook.commands.installs import Install
from sphinx_binderhub.notebook.shell.fetched import curl, git, wget
from sphinx_binderhub.notebook.shell.operands import ANYWHERE, Fact, base_name, is_path, operands
from sphinx_binderhub.notebook.shell.unpacked import gunzip, gzip, tar, unzip

__all__ = ["ANYWHERE", "files_of", "in_folder", "is_path"]

_LOOKING = """
. : [ [[ alias apt apt-get awk basename bc bg break brew builtin cal cd chmod chown command conda
continue cut date declare df dirname dirs dpkg du echo egrep env exit export expr false fg fgrep
file free gdalinfo gdalsrsinfo grep h5ls hash help hostname id jobs kill less let local locate ls
lsb_release lscpu lsmod mamba man md5sum micromamba more ncdump nproc nvidia-smi ogrinfo pgrep pip
pip3 pkill popd printenv printf projinfo ps pushd pwd read readlink realpath return rm rmdir sed seq
set sha1sum sha256sum shopt sleep stat strings test top tr trap tree true type ulimit umask uname
unset uptime wait whereis which who whoami xxd yes
"""
_IDLE = frozenset(_LOOKING.split())
"""Commands that write no file, and of which it is not told what they read."""
_READERS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("cat", "less", "more", "nl", "tac", "wc", "zcat"), frozenset()),
    **dict.fromkeys(("head", "tail"), frozenset({"-n", "-c", "-s", "--lines", "--bytes"})),
    "cmp": frozenset({"-n", "-i"}),
    "diff": frozenset({"-U", "-C", "-W"}),
    "sort": frozenset({"-k", "-t", "-S", "-T", "-o", "--key", "--field-separator", "--output"}),
}
"""Commands whose operands are files that they read, and their options that take a value."""
_INTERPRETERS = re.compile(
    r"(?:python|pypy)[\d.]*|ipython3?|bash|dash|ksh|sh|zsh|source|\.|perl|ruby|node|julia|Rscript"
)
_VALUED = frozenset({"-W", "-X", "-o"})
_INLINE = frozenset({"-c", "-e", "-m", "-E", "--eval", "-"})
_OTHERS = ("/bin/", "/opt/", "/srv/", "/usr/")
"""Where programs lie that are no affair of a repository."""
_COMPILERS = frozenset({"cc", "clang", "g++", "gcc", "gfortran", "nvcc"})
_DRAWING = frozenset({"circo", "dot", "fdp", "neato", "pandoc", "sfdp", "twopi"})
"""They write the file that `-o` names; where it names none, `a.out`, and what is printed."""
_ASKS = frozenset({"--help", "--version", "-version"})


def files_of(words: tuple[str, ...], install: Install | None) -> Iterator[Fact]:
    """Yield what a command reads and writes; `*` is any file."""
    if install is not None:
        yield from (("read", name) for name in install.files if posixpath.splitext(name)[1])
        return
    name = base_name(words[0])
    asks = words[-1] in _ASKS or words[1:] in (("-V",), ("-h",))
    if words[0] != name and not words[0].startswith(_OTHERS) and is_path(words[0]):
        yield "read", words[0]
    if name in _READERS:
        yield from _read(words, name)
    elif found := _KNOWN.get(name):
        yield from found(words)
    elif _INTERPRETERS.fullmatch(name):
        yield from (one for one in _script(words) if not asks or one[0] == "read")
    elif name in _COMPILERS | _DRAWING and not asks:
        yield from _named_output(words)
    elif name not in _IDLE and not asks:
        yield "write", ANYWHERE


def in_folder(folder: str | None, name: str) -> str | None:
    """Return a path as seen from where the notebook lies, `None` where that is not known."""
    if name.startswith(("/", "~")) or name == ANYWHERE or not folder:
        return name if folder is not None or name.startswith(("/", "~")) else None
    return posixpath.normpath(posixpath.join(folder, name))


def _read(words: Sequence[str], name: str) -> Iterator[Fact]:
    if name == "sort" and "-o" in words:
        yield "write", ANYWHERE
    yield from (("read", one) for one in operands(words, _READERS[name]) if is_path(one))


def _script(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the script that an interpreter is given, which may write anything."""
    remaining = iter(words[1:])
    for word in remaining:
        if word in _INLINE:
            break
        if word in _VALUED:
            next(remaining, None)
        elif not word.startswith("-"):
            if is_path(word) and ("/" in word or "." in word):  # not `source activate`
                yield "read", word
            break
    yield "write", ANYWHERE


def _named_output(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the files that `-o x`, `-ox` and `--output=x` name; Graphviz' `-O` makes them up."""
    named = [after for word, after in pairwise(words) if word in {"-o", "--output"}]
    named += [word[2:] for word in words[1:] if word.startswith("-o") and len(word) > 2]
    named += [word.partition("=")[2] for word in words[1:] if word.startswith("--output=")]
    if base_name(words[0]) in _COMPILERS:
        named = named or ["a.out"]
    elif "-O" in words:
        named = [ANYWHERE]
    yield from (("write", one if is_path(one) else ANYWHERE) for one in named)


def _copy(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the files that `cp`, `mv` or `ln` takes, and where it puts them."""
    *sources, target = list(operands(words)) or [""]
    if not sources or any(word.startswith(("-t", "--target")) for word in words[1:]):
        yield "write", ANYWHERE
        return
    yield from (("read", one) for one in sources if is_path(one) and words[0] != "ln")
    if not is_path(target):
        yield "write", ANYWHERE
        return
    yield "write", target
    for one in sources if len(sources) > 1 or not posixpath.splitext(target)[1] else ():
        name = posixpath.basename(one.rstrip("/"))
        yield "write", posixpath.join(target, name) if is_path(name) else ANYWHERE


def _made(words: Sequence[str]) -> Iterator[Fact]:
    """Yield what `mkdir`, `touch` or `tee` makes."""
    for one in operands(words, frozenset({"-m", "-d", "-r", "-t"})):
        yield "write", one if is_path(one) else ANYWHERE


_KNOWN: Mapping[str, Callable[[Sequence[str]], Iterator[Fact]]] = {
    "cp": _copy,
    "curl": curl,
    "git": git,
    "gunzip": gunzip,
    "gzip": gzip,
    "ln": _copy,
    "mkdir": _made,
    "mv": _copy,
    "tar": tar,
    "tee": _made,
    "touch": _made,
    "unzip": unzip,
    "wget": wget,
}
