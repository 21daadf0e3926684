"""The nodes of launch links: abstract, and written late.

Neither carries a URL. Which one is right may change without the page: with the commit, the branch
or CI's variables; so it is made when the page is written.
"""

from __future__ import annotations

from docutils import nodes


class binder_badge(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes so
    """A launch badge: attributes only, so that no text of it reaches titles or search indices.

    `docname` is the document it opens, `page` the one it stands in, `path` the file it opens
    instead of the document, `values` options by the names of the site's, `automatic` whether
    nobody wrote it.
    """


class binder_link(nodes.Inline, nodes.TextElement):  # noqa: N801
    """An inline launch link: prose, so the author's text is its child, searched and translated.

    `docname` is the document that it opens, `page` the one it stands in; `bare` is whether the text
    is but its name, and its title is shown.
    """


class binder_index(nodes.General, nodes.Element):  # noqa: N801
    """A list of the launchable chapters, filled late; `folder` begins their docnames."""


class binder_environment(nodes.General, nodes.Element):  # noqa: N801
    """What a page shows of the environment; only its children stay once the page has been read.

    `file` is the file that is asked for, `""` for the main one, `None` for a table; `digest` stands
    for all that is shown.
    """
