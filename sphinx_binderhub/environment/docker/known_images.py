"""What is known of public images: whether Jupyter is in them, who runs them, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REGISTRIES = ("docker.io/library/", "docker.io/", "index.docker.io/", "library/")
_STACKS = ("quay.io/jupyter/", "jupyter/")

_SYSTEMS = frozenset(
    {"almalinux", "alpine", "buildpack-deps", "centos", "debian", "fedora", "rockylinux", "ubuntu"}
)
_LANGUAGES = frozenset(
    {"gcc", "golang", "julia", "node", "openjdk", "php", "python", "r-base", "ruby", "rust"}
)
WEB_SERVERS = frozenset({"caddy", "httpd", "nginx"})
_OTHERS = frozenset(
    {"condaforge/mambaforge", "condaforge/miniforge3", "continuumio/miniconda3", "nvidia/cuda"}
    | {"mambaorg/micromamba", "rocker/r-ver", "rocker/rstudio", "rocker/tidyverse"}
)
WITHOUT_JUPYTER = _SYSTEMS | _LANGUAGES | WEB_SERVERS | _OTHERS
"""Images in which there is no Jupyter of any kind."""

PUBLIC_OWNERS = ("jupyter/", "pangeo/", "quay.io/jupyter/", "rocker/")
"""Whose images hold software alone, and nothing of anybody's course."""

_OLD_UBUNTU = re.compile(r"(1\d|20|21|22)\.\d\d|trusty|xenial|bionic|focal|jammy")
"""The tags of `ubuntu` in which no user has the number 1000."""


@dataclass(frozen=True)
class ImageName:
    """The name of an image without its registry, and its tag or digest, where it has one."""

    name: str
    tag: str = ""
    digest: str = ""


def parse_image(text: str) -> ImageName:
    """Return the parts of what stands after `FROM`."""
    rest, _, digest = text.partition("@")
    folder, slash, last = rest.rpartition("/")
    name, _, tag = last.partition(":")
    whole = f"{folder}{slash}{name}"
    for registry in _REGISTRIES:
        whole = whole.removeprefix(registry)
    return ImageName(whole, tag, digest)


def has_no_jupyter(image: ImageName) -> bool:
    """Tell whether there surely is no Jupyter in the image."""
    return image.name in WITHOUT_JUPYTER and "jupyter" not in image.tag


def has_no_home(image: ImageName) -> bool:
    """Tell whether the image surely has neither a user with the number 1000 nor a `HOME`."""
    if image.name == "ubuntu":
        return bool(_OLD_UBUNTU.match(image.tag))
    return image.name in {"continuumio/miniconda3", "debian", "python"}


def is_public(image: ImageName) -> bool:
    """Tell whether the image is one of many courses, which holds the chapters of none."""
    known = image.name in WITHOUT_JUPYTER or image.name.startswith(PUBLIC_OWNERS)
    return known and not takes_the_repository(image)


def takes_the_repository(image: ImageName) -> bool:
    """Tell whether what is built on the image copies the repository and reads its files unsaid."""
    return "onbuild" in image.name + image.tag or image.name == "pangeo/base-image"


def home_of(image: ImageName) -> str | None:
    """Return the `HOME` that the image sets, where that is known."""
    return "/home/jovyan" if image.name.startswith((*_STACKS, "pangeo/")) else None


def workdir_of(image: ImageName) -> str | None:
    """Return the folder in which the image begins, where that is known."""
    if image.name in _SYSTEMS | _LANGUAGES | {"continuumio/miniconda3"}:
        return "/"
    return home_of(image)
