"""The steps in which repo2docker builds the image, in its order, and the kernels it then has.

What needs no file of the repository comes before the repository is copied, so that a change of a
chapter costs one layer. Source: `render` and the `get_…_scripts` of repo2docker's buildpacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.staging import has_separate_kernel, needs_repository
from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment.reader import Environment


@dataclass(frozen=True)
class Step:
    """One step: a short name of what is done, and a sentence."""

    kind: str
    text: str


def steps_of(environment: Environment, tree: Tree) -> tuple[Step, ...]:
    """Return the steps of the build; none where repo2docker stops before the first."""
    if environment.buildpack is None or environment.stop is not None:
        return ()
    if environment.buildpack == "docker":
        path = environment.file("Dockerfile")
        return (Step("dockerfile", f"Build `{path}`, with the whole repository as its context."),)
    return tuple(_steps(environment, tree))


def kernels_of(environment: Environment) -> tuple[str, ...]:
    """Return the kernels that repo2docker itself brings; packages may bring others.

    The name of Julia's kernel holds its version, which only the list of its releases tells.
    """
    if environment.python is None or environment.stop is not None:
        return ()
    found = ["python3"]
    if environment.python.startswith("2."):
        found.insert(0, "python2")
    if environment.r is not None:
        found.append("ir")
    if environment.buildpack == "julia":
        found.append("julia-*")
    return tuple(found)


def _steps(environment: Environment, tree: Tree) -> Iterator[Step]:
    yield Step("image", f"Begin with the image `{environment.profile.base_image}`.")
    yield from _base(environment)
    path = environment.file("apt.txt")
    if path and any(package.manager == "apt" for package in environment.packages):
        yield Step("apt", f"Install the Debian packages of `{path}`.")
    conda, pip = _conda(environment), tuple(_pip(environment))
    late_conda = environment.conda_file is not None and environment.conda_file.copied
    late_pip = needs_copy(environment, tree)
    yield from () if late_conda else conda
    yield from () if late_pip else pip
    install_r = environment.file("install.R")
    if install_r:
        yield Step("install.R", f"Run `{install_r}`; if it fails, once more after the copy.")
    if environment.buildpack == "pipfile":
        yield Step("pipenv", "Install pipenv.")
    yield Step("copy", "Copy the repository.")
    yield from conda if late_conda else ()
    yield from pip if late_pip else ()
    yield from _after_copy(environment)


def _base(environment: Environment) -> Iterator[Step]:
    if environment.buildpack == "nix":
        yield Step("nix", "Install the package manager Nix.")
    if environment.python is None:
        return
    separate = has_separate_kernel(environment.python)
    server = environment.profile.default_python if separate else environment.python
    base = environment.profile.base[server]
    named = " and ".join(
        f"{title} {base[name]}"
        for name, title in (("jupyterlab", "JupyterLab"), ("notebook", "Notebook"))
        if name in base
    )
    text = f"Install Python {server} from conda-forge, with {named}, {len(base)} packages in all."
    yield Step("python", text)
    if separate:
        text = f"Install Python {environment.python} apart from it, for the chapters' kernel."
        yield Step("kernel", text)
    if environment.buildpack == "r":
        version = environment.r.version if environment.r else ""
        yield Step("r", f"Install R {version}, RStudio and R's kernel for Jupyter.")
    if environment.buildpack == "julia":
        meaning = environment.julia.constraint.meaning if environment.julia else "Julia"
        yield Step("julia", f"Install {meaning}.")


def _conda(environment: Environment) -> tuple[Step, ...]:
    file = environment.conda_file
    if file is None:
        return ()
    text = f"Install what `{file.path}` lists into that environment, with mamba."
    steps = (Step("conda", text),)
    if not any(entry.value.startswith("r-") for entry in file.dependencies):
        return steps
    return (*steps, Step("conda-r", "Install R, RStudio and R's kernel for Jupyter, with mamba."))


def _pip(environment: Environment) -> Iterator[Step]:
    if environment.buildpack not in {"python", "julia", "r"}:
        return
    for name in ("requirements3.txt", "requirements.txt"):
        if path := environment.file(name):
            yield Step("pip", f"Install what `{path}` lists, with pip.")


def needs_copy(environment: Environment, tree: Tree) -> bool:
    """Tell whether pip runs after the copy: for a package, or a line that names a file."""
    if environment.is_package or _waits_for_setup_py(environment, tree):
        return True
    directory = environment.binder_directory
    prefix = f"{directory}/" if directory else ""
    for name in ("requirements.txt", "requirements3.txt"):
        try:
            text = tree.read(prefix + name).decode("utf-8", "replace")
        except UnreadableError:
            continue
        if any(map(needs_repository, text.splitlines())):
            return True
    return False


def _waits_for_setup_py(environment: Environment, tree: Tree) -> bool:
    """Tell whether `setup.py` delays pip, as older releases do even where they do not install it.

    They look for the folder `binder` alone, so that `.binder` does not count.
    """
    if not environment.profile.waits_for_setup_py:
        return False
    there = "binder" in tree.files or "binder" in tree.directories
    return "setup.py" in tree.files and not there


def _after_copy(environment: Environment) -> Iterator[Step]:
    if environment.is_package:
        yield Step("package", "Install the repository as a package, with `pip install .`.")
    if environment.buildpack == "pipfile":
        legacy = environment.file("requirements3.txt")
        if legacy:
            yield Step("pip", f"Install what `{legacy}` lists for Jupyter, with pip.")
        listed = environment.file("Pipfile.lock") or environment.file("Pipfile")
        yield Step("pipfile", f"Install what `{listed}` lists, with pipenv.")
    if path := environment.file("DESCRIPTION"):
        yield Step("description", f"Install the repository as the R package of `{path}`.")
    if environment.buildpack == "julia":
        project = environment.file("JuliaProject.toml") or environment.file("Project.toml")
        yield Step("julia-packages", f"Install what `{project}` lists, and Julia's kernel.")
    if environment.buildpack == "nix":
        yield Step("nix-shell", f"Install what `{environment.file('default.nix')}` lists.")
    if path := environment.file("postBuild"):
        yield Step("postBuild", f"Run `{path}`.")
    if path := environment.file("start"):
        yield Step("start", f"Run `{path}` at each launch, before Jupyter.")
