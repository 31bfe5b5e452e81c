"""The panels at the side of the page, one a module: each declares its tab and the component that it shows.

A panel is the module ``panels/NAME.py`` with a ``PANEL``, and where it has a template, ``panels/NAME.vue``. It
is found by its module; nothing else lists the panels. NAME is also the name of its tab, of its class in the style sheet
(``pd-NAME``) and of its test.
"""

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NamedTuple

import solara

from paradiplomacy.visualisation.rooms import EXPLORE, Name
from paradiplomacy.visualisation.services import Services
from paradiplomacy.visualisation.state.page import PageState


def always(_services: Services) -> bool:
    """Show a panel on every server."""
    return True


class Panel(NamedTuple):
    """The declaration of a panel.

    Attributes:
        label: Label of its tab.
        place: Place of its tab in the row, the lowest first.
        component: The component that it shows, given the state of the page.
        rooms: The rooms that it serves; the first of them where it is opened from a room that lacks it.
        available: Whether a server with these services has the panel.
    """

    label: str
    place: int
    component: Callable[[PageState], solara.Element]
    rooms: tuple[Name, ...] = (EXPLORE,)
    available: Callable[[Services], bool] = always


@cache
def panels() -> dict[str, Panel]:
    """Return the declared panels by name, in the order of their tabs."""
    # The folder is read, not a list, so that a new panel is its own two files and a test.
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    found: dict[str, Panel] = {name: import_module(f"{__name__}.{name}").PANEL for name in names}
    return dict(sorted(found.items(), key=lambda item: item[1].place))


def available(services: Services) -> dict[str, Panel]:
    """Return the panels of a server by name, in the order of their tabs."""
    return {name: panel for name, panel in panels().items() if panel.available(services)}
