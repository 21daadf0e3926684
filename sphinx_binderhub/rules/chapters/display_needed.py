"""A chapter opens a window, and a session on Binder has no screen.

What a notebook draws is shown in the page. A window of its own, as `turtle`, `tkinter`,
``cv2.imshow`` or ``%matplotlib qt`` open, needs a screen, and without one they end with an error
such as "no display name and no $DISPLAY environment variable". A desktop in the browser
(`jupyter-remote-desktop-proxy`) or a screen that nobody sees (`xvfb`) is one.

See https://github.com/arviz-devs/preliz/issues/32
and https://github.com/binder-project/binder/issues/56

Mend: draw within the page, where a picture is all that is wanted::

    %matplotlib widget
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.asking import Asked, asked_for, listed, places_of, who
from sphinx_binderhub.provision.modules.own_modules import Reach
from sphinx_binderhub.provision.packages.declaring import reads_environment
from sphinx_binderhub.provision.supply import supply_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

_SCREENS = ("jupyter-remote-desktop-proxy", "jupyter-desktop-server", "xvfb", "pyvirtualdisplay")
_WORDS = frozenset({*_SCREENS, "xvfb-run", "display", "vncserver", "tigervnc", "novnc"})
_PAGES = {
    "cv2": "Show it with `plt.imshow(cv2.cvtColor(image, cv2.COLOR_BGR2RGB))`.",
    "turtle": "Use `ipyturtle3`, which draws in the page, or install"
    " `jupyter-remote-desktop-proxy`, a desktop in the browser.",
}
_DESKTOP = "Install `jupyter-remote-desktop-proxy`, a desktop in the browser, or use `ipywidgets`."
_WIDGET = "Write `%matplotlib widget` and add the package `ipympl`, or `%matplotlib inline`."
_BACKEND = re.compile(r"(?:qt\d?|tk|gtk\d?|wx|macosx|osx)(?:agg|cairo)?", re.IGNORECASE)


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each kind of window."""
    if not reads_environment(project):
        return
    found = [one for one in asked_for(project, "display") if not _is_own(one, project)]
    if not found or _has_screen(project.environment):
        return
    found.sort(key=_fix)
    for fix, group in groupby(found, key=_fix):
        asked = list(group)
        location, also = places_of(asked)
        yield Finding(
            f"{who(asked, 'open')} a window with {listed(one.need.name for one in asked)}, "
            "and a session on Binder has no screen.",
            fix,
            location,
            None if project.environment.complete else Severity.NOTE,
            also,
        )


def _is_own(one: Asked, project: Project) -> bool:
    """Tell whether it is a module of the repository that only has such a name."""
    own = supply_of(project).own
    return own.reach(one.need.name, one.chapter, guessed=False) is not Reach.NOWHERE


def _has_screen(environment: Environment) -> bool:
    named = {one.name.lower().replace("_", "-") for one in environment.packages}
    words = {word.lower() for word in environment.words}
    return not (named.isdisjoint(_SCREENS) and words.isdisjoint(_WORDS))


def _fix(one: Asked) -> str:
    name = one.need.name
    if name.startswith(("%matplotlib", "%pylab")):
        return _WIDGET
    # `Tk` is a window of one's own where it is called, and else a backend of Matplotlib.
    if _BACKEND.fullmatch(name) and not one.need.by.startswith(name):
        return _WIDGET
    return _PAGES.get(name.partition(".")[0], _DESKTOP)
