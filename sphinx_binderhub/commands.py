"""The commands of `sphinx-binderhub`: what each does, and how it ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sphinx_binderhub import rules
from sphinx_binderhub.arguments import FLAGS, IMAGE_FLAGS, attribute, make_parser
from sphinx_binderhub.book import Book, find_book
from sphinx_binderhub.chapters import metadata_of
from sphinx_binderhub.config import OptionError, nearest
from sphinx_binderhub.findings import Severity
from sphinx_binderhub.launch import Launch
from sphinx_binderhub.page import page_word
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.report import DECISION_FORMATS, FORMATS, printable
from sphinx_binderhub.repository import Sources
from sphinx_binderhub.repository.checkout import Checkout, read_checkout
from sphinx_binderhub.snippets import SNIPPETS
from sphinx_binderhub.tree import Tree

DONE, FOUND, USAGE = 0, 1, 2


class UsageError(Exception):
    """The command cannot be carried out as it was given; the text says why."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    options = make_parser(url, badge, check, environment, explain).parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        Path.cwd()
    except OSError:
        return _complain("the current directory is gone", USAGE)
    try:
        status = command(options)
        if sys.stdout:
            sys.stdout.flush()
        return status
    except OptionError as error:
        flag = {**FLAGS, **IMAGE_FLAGS}.get(error.name, f"--{error.name}")
        return _complain(error.describe(flag), USAGE)
    except UsageError as error:
        return _complain(str(error), USAGE)
    except OSError as error:
        if error.filename is not None:
            return _complain(f"'{error.filename}' cannot be read ({error.strerror})", USAGE)
        # What is left of the output goes nowhere, and not into a second error at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # the reader went away, as `head` does
            return FOUND
        return _complain(f"the output cannot be written ({error.strerror})", USAGE)


def url(options: argparse.Namespace) -> int:
    """Print the launch URL of a file."""
    return _print_launch(options, lambda launch: launch.url)


def badge(options: argparse.Namespace) -> int:
    """Print a badge for a README, with the launch URL of a file or of the repository."""
    return _print_launch(options, SNIPPETS[options.format])


def check(options: argparse.Namespace) -> int:
    """Print every finding on a directory."""
    ignored = _rules_named("--ignore", options.ignore)
    selected = _rules_named("--select", options.select) or {rule.name for rule in rules.all_rules()}
    imports_only = selected <= rules.OF_IMPORTS and options.format != "json"
    project = with_chapters(_project_in(options), imports_only=imports_only)
    if imports_only:
        from sphinx_binderhub.provision.whole import completed

        project = completed(project)
    off = project.book.suppressed
    chosen = [
        rule
        for rule in rules.all_rules()
        if rule.name in selected - ignored and not rules.is_suppressed(rule.name, off)
    ]
    findings = rules.run(project, chosen)
    report = FORMATS[options.format](project, findings)
    if report:
        print(report)
    limit = Severity[options.fail_on.upper()]
    return FOUND if any((finding.severity or 0) >= limit for finding in findings) else DONE


def _rules_named(flag: str, given: Sequence[str]) -> set[str]:
    """Return the names of rules that are given with `flag`; raise where there is no such rule."""
    known = [rule.name for rule in rules.all_rules()]
    names = {name.removeprefix(f"{rules.TYPE}.") for name in given}
    for name in sorted(names.difference(known)):
        raise UsageError(f"{flag}: there is no rule '{name}'{nearest(name, known)}")
    return names


def environment(options: argparse.Namespace) -> int:
    """Print what repo2docker will make of a directory: its decision, and why."""
    project = _project_in(options)
    print(DECISION_FORMATS[options.format](project.environment, project.tree))
    return DONE  # also where the build would fail: the question was answered


def explain(options: argparse.Namespace) -> int:
    """Print what a rule is about, or one line for each."""
    found = {rule.name: rule for rule in rules.all_rules()}
    if options.rule is None:
        for rule in found.values():
            print(f"{rule.name}  {rule.severity.label}  {rule.summary}")
        return DONE
    name = options.rule.removeprefix("binderhub.")
    if name not in found:
        raise UsageError(f"there is no rule '{options.rule}'{nearest(name, found)}")
    rule = found[name]
    print(f"{rule.name} ({rule.severity.label})\n\n{rule.text}")
    return DONE


def _print_launch(options: argparse.Namespace, form: Callable[[Launch], str]) -> int:
    try:
        project, path, said = _what(options)
        launch = project.launch(path, said)
    except UnlaunchableError as error:
        return _complain(f"{error.reason}; {error.fix}", FOUND)
    for problem, _ in project.build_problems():
        _complain(f"note: {problem.reason}; {problem.fix}", 0)
    if project.sources.missing(launch.content):
        name = launch.content.ref.name
        _complain(f"note: this clone knows no branch or tag '{name}'; `git fetch` asks again", 0)
    print(form(launch))
    return DONE


def _what(options: argparse.Namespace) -> tuple[Project, str | None, Mapping[str, object]]:
    """Return the project, the path in its repository that is launched, and what its page says."""
    given = _given(options)
    start = Path(options.path or ".")
    if options.repository is not None:
        return _project_elsewhere(given), options.path and Path(options.path).as_posix(), {}
    folder = start if os.path.isdir(start) else start.parent
    if not os.path.isdir(folder):
        raise UnlaunchableError(f"there is no folder '{folder}'", "give the path of a file")
    project = _project(_checkout_of(folder), folder, given)
    path = _path_in(project, start) if options.path else None
    word = metadata_of(project.tree, path) if path else {}
    # The command line wins, and repository and ref are one word.
    pair = {"repository", "ref"} if {"repository", "ref"} & given.keys() else set()
    said = page_word(word).values.items()
    return project, path, {name: value for name, value in said if name not in {*given, *pair}}


def _given(options: argparse.Namespace) -> dict[str, object]:
    """Return the options of the book that the command line gives."""
    flags = {name: getattr(options, attribute(flag)) for name, flag in FLAGS.items()}
    given: dict[str, object] = {name: value for name, value in flags.items() if value is not None}
    image = {"repository": options.environment_repository, "ref": options.environment_ref}
    if options.run is badge:  # a README is not built anew with every commit
        given.setdefault("build", "ref")
    if any(image.values()):
        given["environment"] = {name: value for name, value in image.items() if value}
    return given


def _path_in(project: Project, path: Path) -> str:
    """Return `path`, which is relative to the current directory, relative to the repository."""
    # The last part is kept as it is written: a link is launched under its own name.
    inside = project.path_of(path.parent / "_") if path.name not in {"", ".."} else None
    if inside is not None:
        return (Path(inside).parent / path.name).as_posix()
    whole = project.path_of(path)
    if whole is None:
        raise UsageError(f"'{path}' is outside the repository '{project.tree.root}'")
    return whole


def _project_in(options: argparse.Namespace) -> Project:
    """Return the project of the directory that the command line names, with its profile."""
    folder = Path(options.directory)
    if not os.access(folder, os.R_OK | os.X_OK) or not folder.is_dir():
        raise UsageError(f"'{folder}' is not a directory that can be read")
    given: dict[str, object] = {"profile": options.profile} if options.profile else {}
    return _project(read_checkout(folder), folder, given)


def _checkout_of(folder: Path) -> Checkout:
    """Return the checkout that holds `folder`, or, where none does, that of this directory."""
    checkout = read_checkout(folder)
    if checkout.problem is None:
        return checkout
    here = read_checkout(Path.cwd())
    return here if here.problem is None else checkout


def _project(checkout: Checkout, folder: Path, given: dict[str, object]) -> Project:
    """Return the project of the book in `folder`; the command line's options win."""
    book = find_book(checkout.root, folder.resolve())
    _say_unread(book)
    return Project.of_book(book, checkout, given)


def _project_elsewhere(given: dict[str, object]) -> Project:
    """Return a project of which only the options are known: neither git nor a file is asked."""
    settings, refused = find_book(Path.cwd(), Path.cwd()).settings()
    # What the book says of its own builds is not meant for another repository.
    settings = settings.override({"ref": None, "build": "ref", "environment": None, **given})
    sources = Sources(Checkout(Path.cwd()))
    sources.derive(settings)
    left = {name: why for name, why in refused.items() if name not in {*given, "ref"}}
    # A tree without files: those of this directory are not the other repository's.
    return Project(Tree(Path(os.devnull)), settings, sources=sources, refused=left)


def _say_unread(book: Book) -> None:
    name = book.config_file.name if book.config_file else ""
    if book.problem:
        _complain(f"note: '{name}' cannot be read ({book.problem}); its options are not known", 0)
    for option in book.unread:
        _complain(
            f"note: `{option}` in '{name}' is not a literal value, so it is not known here", 0
        )


def _complain(message: str, status: int) -> int:
    print(printable(f"sphinx-binderhub: {message}"), file=sys.stderr)
    return status
