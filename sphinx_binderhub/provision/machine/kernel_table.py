"""Jupyter's kernels by name, the packages that bring them, and how Jupyter learns of them.

Most packages hold a file by which Jupyter finds their kernel. From PyPI, some come without it, and
a command of theirs writes it; conda's package then has it. These are facts of the wheels on PyPI
and of the recipes of conda-forge.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kernel:
    """The kernels of one package, with the `names` that notebooks call them.

    `packages` are the normalised names of those that bring them. `conda` and `pip` are what to add
    to an environment. `register` is the module that tells Jupyter of them after pip. `language` is
    what a kernel says of itself, in lower case, where notebooks say the same.
    """

    names: tuple[str, ...]
    packages: tuple[str, ...]
    conda: tuple[str, ...] = ()
    pip: tuple[str, ...] = ()
    register: str | None = None
    language: str | None = None


KERNELS = (
    Kernel(("ir",), ("r-irkernel", "irkernel", "r-cran-irkernel"), ("r-irkernel",), language="r"),
    Kernel(("xr",), ("xeus-r",), ("xeus-r",), language="r"),
    Kernel(
        *(("xpython", "xpython-raw"), ("xeus-python",), ("xeus-python",), ("xeus-python",)),
        language="python",
    ),
    Kernel(("xcpp11", "xcpp14", "xcpp17"), ("xeus-cling",), ("xeus-cling",)),
    Kernel(("xcpp17", "xcpp20", "xcpp23"), ("xeus-cpp",), ("xeus-cpp",)),
    Kernel(("xlua",), ("xeus-lua",), ("xeus-lua",), language="lua"),
    Kernel(("xoctave",), ("xeus-octave",), ("xeus-octave",), language="octave"),
    Kernel(("xsqlite",), ("xeus-sqlite",), ("xeus-sqlite",)),
    Kernel(("xsql",), ("xeus-sql",), ("xeus-sql",)),
    Kernel(
        *(("octave",), ("octave-kernel", "oct2py"), ("octave_kernel", "octave")),
        language="octave",
    ),
    Kernel(
        *(("bash",), ("bash-kernel",), ("bash_kernel",), ("bash_kernel",)),
        *("bash_kernel.install", "bash"),
    ),
    Kernel(
        *(("sos",), ("sos-notebook",), ("sos-notebook",), ("sos-notebook",)),
        *("sos_notebook.install", "sos"),
    ),
    Kernel(*(("calysto_scheme",), ("calysto-scheme",), (), ("calysto_scheme",)), language="scheme"),
    Kernel(
        *(("kotlin",), ("kotlin-jupyter-kernel",), (), ("kotlin-jupyter-kernel",)),
        language="kotlin",
    ),
    Kernel(("coconut",), ("coconut",), (), ("coconut",), language="coconut"),
    Kernel(("lua",), ("ilua",), (), ("ilua",), language="lua"),
    Kernel(
        *(("logtalk_kernel",), ("logtalk-jupyter-kernel",), (), ("logtalk-jupyter-kernel",)),
        *("logtalk_kernel.install", "logtalk"),
    ),
    Kernel(("gnuplot",), ("gnuplot-kernel",), (), ("gnuplot_kernel",), "gnuplot_kernel install"),
    Kernel(("sagemath",), ("sage", "sagelib", "sagemath", "sagemath-standard"), ("sage",)),
    Kernel(("fortran",), ("lfortran",), ("lfortran",)),
)


def kernel_named(name: str) -> Kernel | None:
    """Return what brings the kernel that notebooks call `name`, where that is known."""
    return next((kernel for kernel in KERNELS if name in kernel.names), None)
