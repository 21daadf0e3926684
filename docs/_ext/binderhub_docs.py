"""Directives of this documentation: reference text comes from the code, and stands there only."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from sphinx_binderhub.__main__ import main
from sphinx_binderhub.config import PREFIX, options
from sphinx_binderhub.environment import load_profile, profile_names
from sphinx_binderhub.providers import PROVIDERS
from sphinx_binderhub.report.markdown import as_markdown
from sphinx_binderhub.rules import Rule, all_rules

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Generated(SphinxDirective):
    """A directive that writes what the code says; its lines are parsed as the page is.

    The code is no source of the page, so the page is read anew in each build.
    """

    def run(self) -> list[nodes.Node]:
        """Return what is written."""
        self.env.note_reread()
        return self.written()

    def written(self) -> list[nodes.Node]:
        """Return the nodes that say it."""
        raise NotImplementedError

    def parsed(self, lines: Iterable[str]) -> list[nodes.Node]:
        """Return the nodes of Markdown `lines`."""
        container = nodes.Element()
        self.state.nested_parse(StringList(list(lines), source=self.env.docname), 0, container)
        return container.children

    def section(self, title: str, name: str, children: list[nodes.Node]) -> nodes.section:
        """Return a section with a title in Markdown, and `name` as its label and its anchor."""
        section = nodes.section(names=[nodes.fully_normalize_name(name)])
        self.state.document.note_explicit_target(section, section)
        section += nodes.title(title, "", *self.parsed([title])[0].children)
        section += children
        return section

    def table(self, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[nodes.Node]:
        """Return a Markdown table."""
        lines = [head, ("---",) * len(head), *rows]
        return self.parsed("| " + " | ".join(cells) + " |" for cells in lines)


class Options(Generated):
    """`binderhub-options`: every option of `conf.py`, its default and what it means."""

    def written(self) -> list[nodes.Node]:
        """Return the table."""
        return self.table(("Option", "Default", "Meaning"), self._rows())

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for option in options():
            default = "" if option.default is None else f"`{_written(option.default)}`"
            yield f"`{PREFIX}{option.name}`", default, option.help


class Providers(Generated):
    """`binderhub-providers`: every provider that a launch link can name."""

    def written(self) -> list[nodes.Node]:
        """Return the table."""
        rows = ((f"`{provider.key}`", provider.title) for provider in PROVIDERS.values())
        return self.table(("In the link", "Where the repository is"), rows)


class Profiles(Generated):
    """`binderhub-profiles`: every profile, with what differs most and where it comes from."""

    def written(self) -> list[nodes.Node]:
        """Return the table."""
        profiles = map(load_profile, profile_names())
        rows = (
            (f"`{one.name}`", one.base_image.rpartition("/")[2], _span(one.pythons), one.source)
            for one in profiles
        )
        return self.table(("Profile", "Image", "Python", "Source"), rows)


class Rules(Generated):
    """`binderhub-rules`: an overview of every rule, and a section for each family and rule."""

    def written(self) -> list[nodes.Node]:
        """Return the overview and the sections."""
        families: dict[str, list[Rule]] = {}
        for rule in all_rules():
            families.setdefault(rule.family, []).append(rule)
        return [*self._overview(), *(self._family(*item) for item in sorted(families.items()))]

    def _overview(self) -> list[nodes.Node]:
        rows = (
            (f"[`{rule.name}`](#rule-{rule.name})", rule.severity.label, rule.summary)
            for rule in all_rules()
        )
        return self.table(("Rule", "Severity", "What it finds"), rows)

    def _family(self, family: str, rules: list[Rule]) -> nodes.section:
        title = family.replace("_", " ").capitalize()
        return self.section(title, f"rules-{family}", [self._rule(rule) for rule in rules])

    def _rule(self, rule: Rule) -> nodes.section:
        facts = (
            f"**Severity:** {rule.severity.label}. **Family:** {rule.family.replace('_', ' ')}. "
            f"**Code:** `binderhub.{rule.name}`."
        )
        text = as_markdown(rule.text).splitlines()
        return self.section(f"`{rule.name}`", f"rule-{rule.name}", self.parsed([facts, "", *text]))


class Commands(Generated):
    """`binderhub-commands`: a section for each command, with what `--help` prints."""

    def written(self) -> list[nodes.Node]:
        """Return the sections."""
        names = re.findall(r"^ {4}(\w+) ", _help(), re.MULTILINE)
        return [self._command(name) for name in names]

    def _command(self, name: str) -> nodes.section:
        usage = nodes.literal_block("", _help(name).strip(), language="text")
        return self.section(f"`{name}`", f"command-{name}", [usage])


def _span(pythons: tuple[str, ...]) -> str:
    """Return the first and the last of some versions, which are sorted."""
    return f"{pythons[0]} to {pythons[-1]}"


def _written(default: object) -> str:
    """Return a default as an author writes it: a list of the code is a tuple."""
    return repr(list(default) if isinstance(default, tuple) else default)


def _help(*command: str) -> str:
    """Return what the command line prints for `--help`, at a width that fits the page."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "76"
    printed = StringIO()
    try:
        with redirect_stdout(printed), redirect_stderr(printed):
            main([*command, "--help"])
    except SystemExit:
        pass
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before
    return printed.getvalue()


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    for directive in (Options, Providers, Profiles, Rules, Commands):
        app.add_directive(f"binderhub-{directive.__name__.lower()}", directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
