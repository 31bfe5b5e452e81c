"""The server of the page."""

import os
import sys
from types import ModuleType

from paradiplomacy.visualisation.services import Settings

SOLARA = {
    ("main", "mode"): "production",  # development loads heavier scripts and asks another machine whether all is well
    ("telemetry", "mixpanel_enable"): False,
    ("kernel", "cull_timeout"): "60s",  # a visitor who does not come back within that gives up the world
    ("theme", "show_banner"): False,
    ("theme", "variant"): "light",
    ("session", "https_only"): False,
    ("session", "same_site"): "lax",
}
"""Solara's settings for the window, by group and name; those in the user's environment take precedence."""
MODULE = "paradiplomacy_page"


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve the page until Ctrl-C.

    Args:
        settings: What to open, for how many visitors, and the services of the command line.
        host: Address to listen on.
        port: Port to listen on.
    """
    # Imported here: Solara takes seconds to import, and a wrong option must be answered before that.
    import solara.server.settings
    import uvicorn

    for (group, name), value in SOLARA.items():
        if f"SOLARA_{group}_{name}".upper() not in os.environ:
            setattr(getattr(solara.server.settings, group), name, value)
    # Imported last: Solara's server changes ipywidgets when it is imported.
    import solara.server.app
    import solara.server.starlette

    # The settings travel inside this module: environment variables would be inherited by batches that a visitor starts.
    sys.modules[MODULE] = _module(settings)
    solara.server.app.apps["__default__"] = solara.server.app.AppScript(MODULE)
    print(f"The window is open at http://{host}:{port} (Ctrl-C ends it)", file=sys.stderr)
    uvicorn.run(solara.server.starlette.app, host=host, port=port, log_level="warning")


def _module(settings: Settings) -> ModuleType:
    """Return a module with the page of these settings, because Solara opens a page only by the name of its module."""
    from paradiplomacy.visualisation import page
    from paradiplomacy.visualisation.visitors import Visitors

    module = ModuleType(MODULE, page.__doc__)
    module.__file__ = page.__file__
    vars(module).update(Page=page.page_of(settings, Visitors(settings.visitors)), Layout=page.Layout)
    return module
