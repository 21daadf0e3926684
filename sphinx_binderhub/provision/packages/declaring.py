"""How a package is declared: in which file of the environment, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project


def reads_environment(project: Project) -> bool:
    """Tell whether what the image holds can be told from environment files of the repository."""
    environment = project.environment
    stops = environment.stop is not None or environment.buildpack in {None, "docker", "nix"}
    return project.has_own_environment and not stops


def declare(package: str, environment: Environment) -> str:
    """Return how to declare a package of conda's or Python's, as the beginning of a sentence."""
    path = file_of_packages(environment)
    if path.endswith(("yml", "yaml")):
        return f"Add `- {package}` under `dependencies:` in `{path}`"
    if path.endswith("Pipfile"):
        return f'Add `{package} = "*"` under `[packages]` in `{path}`, then run `pipenv lock`'
    if path.endswith("toml"):
        return f'Add `"{package}"` to `dependencies` under `[project]` in `{path}`'
    return f"Add `{package}` to `{path}`"


def declare_debian(package: str, environment: Environment) -> str:
    """Return how to declare a package of Debian's, as the beginning of a sentence."""
    return f"Add `{package}` to `{debian_file(environment)}`"


def debian_file(environment: Environment) -> str:
    """Return the path of the `apt.txt` that counts, whether it is there or not."""
    return f"{_folder(environment)}apt.txt"


def file_of_packages(environment: Environment) -> str:
    """Return the environment file that packages of conda's or Python's are to be added to."""
    if environment.buildpack == "conda" and environment.conda_file is not None:
        return environment.conda_file.path
    used = {path.rpartition("/")[2]: path for path in environment.used}
    folder = _folder(environment)
    if environment.buildpack == "pipfile":
        return used.get("Pipfile", f"{folder}Pipfile")
    fallback = used.get("pyproject.toml", f"{folder}requirements.txt")
    return used.get("requirements.txt", fallback)


def _folder(environment: Environment) -> str:
    return f"{environment.binder_directory}/" if environment.binder_directory else ""
