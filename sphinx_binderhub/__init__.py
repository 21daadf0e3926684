"""Launch badges that are right, for course books made with Sphinx and Jupyter Book."""

from __future__ import annotations

TYPE_CHECKING = False  # `python -m` may still find another `typing` here, see `__main__`
if TYPE_CHECKING:
    from typing import Any

    from sphinx.application import Sphinx

__version__ = "0.1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    # Sphinx is imported here only: the command line runs without it.
    from sphinx_binderhub import assets
    from sphinx_binderhub.badges import collector, directive, fields, index, nodes, writers
    from sphinx_binderhub.binder_environment.directive import BinderEnvironment

    _add_options(app)
    app.add_node(
        nodes.binder_badge,
        html=(writers.visit_html, writers.pass_by),
        latex=(writers.visit_latex, writers.pass_by),
    )
    as_text = (writers.pass_by, writers.pass_by)
    app.add_node(
        nodes.binder_link, html=as_text, latex=as_text, text=as_text, man=as_text, texinfo=as_text
    )
    app.add_node(nodes.binder_index)
    app.add_directive("binder-badge", directive.BinderBadge)
    app.add_directive("binder-index", index.BinderIndex)
    app.add_directive("binder-environment", BinderEnvironment)
    app.add_role("binder", directive.BinderRole())
    app.add_transform(fields.KeepFieldsPlain)
    app.add_post_transform(index.FillIndex)
    app.add_post_transform(writers.ResolveLinks)
    app.add_env_collector(collector.PageCollector)
    app.add_css_file(assets.STYLE_SHEET)
    app.add_message_catalog(assets.CATALOG, str(assets.LOCALES))

    _connect(app)
    return {
        "version": __version__,
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_options(app: Sphinx) -> None:
    """Add every option of the book."""
    import typing

    from sphinx_binderhub.config import PREFIX, options

    for option in options():
        app.add_config_value(PREFIX + option.name, option.default, "html", types=typing.Any)


def _connect(app: Sphinx) -> None:
    """Connect the events of a build; the one place that says what happens when."""
    from sphinx_binderhub import assets, site, validator
    from sphinx_binderhub.badges import refresh, theme
    from sphinx_binderhub.binder_environment.exhibit import pages_to_read

    app.connect("config-inited", assets.add_static_path)
    app.connect("config-inited", site.derive_project, priority=950)
    app.connect("builder-inited", site.note_builder)
    app.connect("env-get-outdated", pages_to_read)
    app.connect("env-updated", validator.validate)
    app.connect("env-get-updated", refresh.pages_to_rewrite)
    app.connect("doctree-resolved", refresh.note_written)
    app.connect("build-finished", refresh.remember_written)
    app.connect("html-page-context", theme.align_theme_buttons, priority=theme.AFTER_THEMES)
