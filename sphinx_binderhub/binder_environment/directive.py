"""What authors write: the directive `binder-environment`."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.code import LiteralInclude
from sphinx.util.docutils import SphinxDirective

from sphinx_binderhub.badges.memory import digest
from sphinx_binderhub.badges.nodes import binder_environment
from sphinx_binderhub.binder_environment.exhibit import Exhibit, exhibit_of
from sphinx_binderhub.binder_environment.words import closing, file_caption, opening, table
from sphinx_binderhub.site import project_of

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Overview

_OF_LITERALS = (
    *("lines", "start-at", "start-after", "end-at", "end-before", "dedent", "emphasize-lines"),
    *("linenos", "lineno-start", "lineno-match", "language"),
)
"""The options that choose and mark lines of a file, as `literalinclude` has them."""

_LANGUAGES = {
    ".lock": "json",
    ".nix": "nix",
    ".py": "python",
    ".R": "r",
    ".toml": "toml",
    ".yaml": "yaml",
    ".yml": "yaml",
    "Dockerfile": "docker",
    "Pipfile": "toml",
}
"""The language of a file, by its name or its suffix; anything else is plain text or a script."""


class BinderEnvironment(SphinxDirective):
    """`.. binder-environment::`: what Binder installs, as a table, or a file of it as it is."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "file": directives.unchanged,
        "caption": directives.unchanged_required,
        "class": directives.class_option,
        "name": directives.unchanged,
        **{name: LiteralInclude.option_spec[name] for name in _OF_LITERALS},
    }

    def run(self) -> list[nodes.Node]:
        """Return what is shown; a page is read again when that changes."""
        asked = self._asked()
        shown = exhibit_of(self.config, asked)
        node = binder_environment("", *self._shown(shown), file=asked, digest=digest(shown))
        self.set_source_info(node)
        return [node]

    def _asked(self) -> str | None:
        """Return the file that is asked for, `""` for the main one, `None` for a table."""
        name = self.options.get("file")
        if name is None:  # an author who chooses lines means those of a file
            return "" if any(option in self.options for option in _OF_LITERALS) else None
        return posixpath.normpath(name.lstrip("/")) if name else ""

    def _shown(self, shown: Exhibit) -> list[nodes.Node]:
        content: list[nodes.Node] = list(opening(shown))
        if shown.file is not None:
            content += self._file(shown.file, shown.text)
        elif shown.overview is not None:
            content += self._table(shown.overview)
        elif "name" in self.options:  # a link to it still needs somewhere to go
            content.append(nodes.container())
            self.add_name(content[-1])
        return content

    def _table(self, found: Overview) -> list[nodes.Node]:
        project = project_of(self.config)
        for path in project.environment.used:
            if path in project.tree.files:
                self.env.note_dependency(self._from_source(path))
        title, messages = None, list[nodes.system_message]()
        if "caption" in self.options:
            words, messages = self.parse_inline(self.options["caption"], lineno=self.lineno)
            title = nodes.title(self.options["caption"], "", *words)
            self.set_source_info(title)
        made = table(found, title)
        made["classes"] += self.options.get("class", [])
        self.set_source_info(made)
        self.add_name(made)
        return [made, *messages, *closing(found)]

    def _file(self, path: str, text: str) -> list[nodes.Node]:
        """Return the file as Sphinx includes one, under its path or the author's caption."""
        options = {"language": _language(path, text), **self.options, "encoding": "utf-8-sig"}
        options["force"] = None  # what is wrong with the file, a rule says
        if "caption" not in options:
            options.pop("name", None)
        include = LiteralInclude(
            self.name,
            [f"/{self._from_source(path)}"],
            options,
            self.content,
            self.lineno,
            self.content_offset,
            self.block_text,
            self.state,
            self.state_machine,
        )
        made = include.run()
        if "caption" in options or not isinstance(made[0], nodes.literal_block):
            return made
        wrapper = nodes.container("", file_caption(path), *made, literal_block=True)
        wrapper["classes"].append("literal-block-wrapper")
        self.add_name(wrapper)
        return [wrapper]

    def _from_source(self, path: str) -> str:
        """Return where a file of the repository is, as seen from the source directory."""
        place = project_of(self.config).tree.place(path)
        return os.path.relpath(place, self.env.srcdir).replace(os.sep, "/")


def _language(path: str, text: str) -> str:
    name = path.rpartition("/")[2]
    known = _LANGUAGES.get(name) or _LANGUAGES.get(posixpath.splitext(name)[1])
    if known or name not in {"postBuild", "start"}:
        return known or "text"
    return "python" if "python" in text.partition("\n")[0] else "bash"
