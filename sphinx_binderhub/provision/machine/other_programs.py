"""Programs and modules that no package brings to Binder, and modules that run a program."""

from __future__ import annotations

RUN_BY = {
    "diagrams": "dot",
    "graphviz": "dot",
    "h2o": "java",
    "konlpy": "java",
    "language_tool_python": "java",
    "oct2py": "octave",
    "pdf2image": "pdftoppm",
    "pydot": "dot",
    "pydotplus": "dot",
    "pypandoc": "pandoc",
    "pyspark": "java",
    "pytesseract": "tesseract",
    "rpy2": "R",
    "tabula": "java",
    "torchviz": "dot",
}
"""Modules that are of no use without a program, which their packages on PyPI do not bring."""

NEVER = {
    "docker": "A session on Binder is a container itself, and starts no others.",
    "docker-compose": "A session on Binder is a container itself, and starts no others.",
    "podman": "A session on Binder is a container itself, and starts no others.",
    "systemctl": "A session on Binder has no services.",
    "matlab": "Binder has no licence for it; GNU Octave runs much of the same.",
    "wolframscript": "Binder has no licence for it.",
    "stata": "Binder has no licence for it.",
}
"""Programs that no package can bring to Binder, and why."""

MODULES = {"Windows": "_winapi msvcrt winreg winsound"}
"""Modules of Python's own library that it has on one platform only."""

FOREIGN = {
    "Windows": "cls copy del erase explorer findstr ipconfig md move notepad powershell ren"
    " start tasklist where winget choco xcopy",
    "macOS": "afplay brew open osascript pbcopy pbpaste say sw_vers",
}
"""Programs that only one platform has."""

INSTEAD = {
    "cls": "clear",
    "copy": "cp",
    "del": "rm",
    "erase": "rm",
    "findstr": "grep",
    "ipconfig": "hostname -I",
    "md": "mkdir",
    "move": "mv",
    "ren": "mv",
    "tasklist": "ps -e",
    "where": "which",
    "xcopy": "cp -r",
}
"""What Linux has in their place."""
