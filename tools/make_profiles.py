"""Write the profiles in `sphinx_binderhub/environment/profiles/` from repo2docker's releases.

Usage: `python tools/make_profiles.py [RELEASE …]`; without arguments all of `RELEASES`.

Each wheel is downloaded with pip from PyPI into a temporary folder and only read: nothing of it is
imported or run. Facts that stand in its code are found by pattern; a pattern that no longer matches
stops the script, so that a new release is looked at and never guessed.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

RELEASES = ("2024.7.0", "2025.8.0", "2025.12.0", "2026.4.0")
TARGET = Path(__file__).parent.parent / "sphinx_binderhub" / "environment" / "profiles"
BUILDPACKS = "repo2docker/buildpacks"
LOCK = re.compile(BUILDPACKS + r"/conda/environment\.py-([\d.]+)-linux-64\.lock")
LOCKED = re.compile(
    r"^https?://\S+/([^/\s]+)-([^-/\s]+)-[^-/\s]+?(?:\.conda|\.tar\.bz2)(?:#|$)", re.M
)


def main(releases: list[str]) -> None:
    """Write the profile of each release."""
    for release in releases or RELEASES:
        with tempfile.TemporaryDirectory() as folder:
            profile = read_profile(release, download(release, Path(folder)))
        text = render(profile)
        (TARGET / f"{release}.json").write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{release}: {len(text) // 1024} kB\n")


def download(release: str, folder: Path) -> zipfile.ZipFile:
    """Return the wheel of `release`, downloaded into `folder`."""
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
            *("--only-binary", ":all:", "--dest", str(folder), f"jupyter-repo2docker=={release}"),
        ],
        check=True,
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def read_profile(release: str, wheel: zipfile.ZipFile) -> dict[str, object]:
    """Return the facts of one release."""
    python = source(wheel, "python/__init__.py")
    conda = source(wheel, "conda/__init__.py")
    r = source(wheel, "r.py")
    app = wheel.read("repo2docker/app.py").decode()
    majors = literal(r"major_pythons = (\{.*?\})", conda)
    return {
        "name": release,
        "release": release,
        "source": f"the released package jupyter-repo2docker {release}",
        "base_image": literal(r'("docker\.io/library/buildpack-deps:[^"]+")', app),
        "default_buildpack": "python",
        "major_pythons": majors,
        "pythons_by_requirement": requirement_pythons(wheel),
        "conda_files": conda_files(conda),
        "reads_pyproject": '"pyproject.toml"' in python,
        "stumbles_on_pyproject": 'open("pyproject_toml"' in python,
        "waits_for_setup_py": 'exists("binder") and os.path.exists("setup.py")' in python,
        "strict_runtime": "def runtime(self)" in source(wheel, "base.py"),
        "r_versions": literal(r"version_map = (\{.*?\})", r),
        "default_r": literal(r'r_version = version_map\[("[\d.]+")\]', r),
        "completes_r": 'r_version += ".0"' in r,
        "base": base(wheel),
    }


def source(wheel: zipfile.ZipFile, name: str) -> str:
    """Return the text of a buildpack module."""
    return wheel.read(f"{BUILDPACKS}/{name}").decode()


def literal(pattern: str, text: str) -> object:
    """Return the Python literal that `pattern` captures; stop where it is not found."""
    match = re.search(pattern, text, re.S)
    if match is None:
        raise SystemExit(f"no match for {pattern!r}: look at this release by hand")
    return ast.literal_eval(match[1])


def conda_files(conda: str) -> list[str]:
    """Return the names under which the environment file is looked for."""
    names = ["environment.yml"]
    return [*names, "environment.yaml"] if '"environment.yaml"' in conda else names


def requirement_pythons(wheel: zipfile.ZipFile) -> object:
    """Return the versions among which `requires-python` chooses."""
    name = f"{BUILDPACKS}/conda/supported_python_version.py"
    if name not in wheel.namelist():
        return []
    return literal(r"SUPPORTED_PYTHON_VERSION = (\(.*?\))", wheel.read(name).decode())


def base(wheel: zipfile.ZipFile) -> dict[str, dict[str, str]]:
    """Return, by Python version, name and version of what its base environment holds."""
    found: dict[str, dict[str, str]] = {}
    for name in wheel.namelist():
        if match := LOCK.fullmatch(name):
            found[match[1]] = dict(sorted(LOCKED.findall(wheel.read(name).decode())))
    return dict(sorted(found.items(), key=lambda item: tuple(map(int, item[0].split(".")))))


def render(profile: dict[str, object]) -> str:
    """Return the profile as JSON, one line for each fact and for each Python, to read in a diff."""
    facts = [f"  {json.dumps(key)}: {json.dumps(profile[key])}" for key in profile if key != "base"]
    pythons: dict[str, dict[str, str]] = profile["base"]  # type: ignore[assignment]
    lines = [f"    {json.dumps(version)}: {json.dumps(pythons[version])}" for version in pythons]
    facts.append('  "base": {\n' + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(facts) + "\n}\n"


if __name__ == "__main__":
    main(sys.argv[1:])
