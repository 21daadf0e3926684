"""The arguments of the command line; their help is that of the options of the book."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from sphinx_binderhub import __version__
from sphinx_binderhub.config import options
from sphinx_binderhub.report import DECISION_FORMATS, FORMATS
from sphinx_binderhub.snippets import SNIPPETS

Run = Callable[[argparse.Namespace], int]
"""What carries a command out and returns the exit status."""

FLAGS = {
    "url": "--hub",
    "repository": "--repository",
    "ref": "--ref",
    "interface": "--interface",
    "build": "--build",
}
_IMAGE_HELP = {
    "--environment-repository": "The repository that the image is built from.",
    "--environment-ref": "The ref that the image is built from.",
}


IMAGE_FLAGS = {"environment": ", ".join(_IMAGE_HELP)}
"""The flags that make up an option, by its name."""


def attribute(flag: str) -> str:
    """Return the name of a flag among the parsed arguments."""
    return flag.removeprefix("--").replace("-", "_")


def make_parser(
    url: Run, badge: Run, check: Run, environment: Run, explain: Run
) -> argparse.ArgumentParser:
    """Return the parser of the command line, with the functions that its commands run."""
    parser = argparse.ArgumentParser(
        "sphinx-binderhub", description="Launch links that are right, and what breaks them."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = _command(commands, url)
    command.add_argument("path", metavar="PATH", help="the file that opens")
    _add_launch_options(command)
    command = _command(commands, badge)
    command.add_argument("path", metavar="PATH", nargs="?", help="the file that opens")
    _add_launch_options(command)
    command.add_argument(
        "--format", choices=sorted(SNIPPETS), default="markdown", help="the markup of the badge"
    )
    _add_check_options(_command(commands, check))
    _add_directory_options(_command(commands, environment), sorted(DECISION_FORMATS))
    command = _command(commands, explain)
    command.add_argument("rule", metavar="RULE", nargs="?", help="the name of a rule")
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    run: Run,
) -> argparse.ArgumentParser:
    text = (run.__doc__ or "").strip()
    parser = commands.add_parser(run.__name__, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _add_launch_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what is launched; their help is that of the options of the book."""
    texts = {option.name: option.help.replace("``", "") for option in options()}
    for name, flag in FLAGS.items():
        parser.add_argument(flag, metavar=flag.lstrip("-").upper(), help=texts[name])
    for flag, text in _IMAGE_HELP.items():
        parser.add_argument(flag, metavar=flag.rpartition("-")[2].upper(), help=text)


def _add_directory_options(parser: argparse.ArgumentParser, formats: list[str]) -> None:
    parser.add_argument(
        "directory", metavar="DIRECTORY", nargs="?", default=".", help="a folder of the repository"
    )
    parser.add_argument("--format", choices=formats, default="text", help="the form of the report")
    parser.add_argument("--profile", help="which repo2docker the hub runs")


def _add_check_options(parser: argparse.ArgumentParser) -> None:
    _add_directory_options(parser, sorted(FORMATS))
    parser.add_argument(
        "--fail-on", choices=["error", "warning"], default="error", help="what ends with status 1"
    )
    parser.add_argument(
        "--ignore", metavar="RULE", action="append", default=[], help="leave a rule out"
    )
    parser.add_argument(
        "--select", metavar="RULE", action="append", default=[], help="apply this rule alone"
    )
