"""The server of the page."""

import logging
import os
import sys
import warnings
from ipaddress import ip_address
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from paradiplomacy.visualisation.services import Settings

SOLARA = {
    ("main", "mode"): "production",  # development loads heavier scripts and asks another machine whether all is well
    ("telemetry", "mixpanel_enable"): False,
    ("kernel", "cull_timeout"): "25s",  # a visitor who does not come back within that gives up the world
    ("theme", "show_banner"): False,
    ("theme", "variant"): "light",
    ("session", "https_only"): False,
    ("session", "same_site"): "lax",
}
"""Solara's settings for the window, by group and name; those in the user's environment take precedence."""
# Seconds between two signs of life, and to wait for one. With the time above, the world of a visitor whose machine
# disconnects without notice is given up within a minute.
PING, PONG = 10.0, 20.0
# Bytes of a message from a page. The largest is an uploaded scenario of 1 MB, in which each letter may take several bytes.
LARGEST_MESSAGE = 8_000_000
MODULE = "paradiplomacy_page"


class Site(NamedTuple):
    """Where the window is shown.

    Attributes:
        host: Address to listen on.
        port: Port to listen on.
        root_path: Path below which a proxy shows the window; empty without one.
        embed: Origins whose pages may show the window in a frame.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    root_path: str = ""
    embed: tuple[str, ...] = ()


def serve(settings: Settings, site: Site) -> None:
    """Serve the page until Ctrl-C.

    Args:
        settings: What to open, for how many visitors, and the services of the command line.
        site: Where it is shown.
    """
    # Imported here: Solara takes seconds to import, and a wrong option must be answered before that.
    import solara.server.settings
    import uvicorn

    from paradiplomacy.visualisation.doorkeeper import Doorkeeper, OneLine

    for (group, name), value in SOLARA.items():
        if f"SOLARA_{group}_{name}".upper() not in os.environ:
            setattr(getattr(solara.server.settings, group), name, value)
    solara.server.settings.main.root_path = site.root_path
    solara.server.settings.main.base_url = f"http://{site.host}:{site.port}{site.root_path}/"
    # Solara warns that its cookies cannot be used in frames of other sites, which is intended.
    warnings.filterwarnings("ignore", module="solara.server.starlette")
    # They write what a page sent and the server cannot take, with a traceback.
    for name in ("Comm", "ipykernel.comm"):
        logging.getLogger(name).addFilter(OneLine())
    # Imported last: Solara's server changes ipywidgets when it is imported.
    import solara.server.app
    import solara.server.starlette
    from starlette.middleware import Middleware

    # The settings travel inside this module: environment variables would be inherited by batches that a visitor starts.
    sys.modules[MODULE] = _module(settings)
    solara.server.app.apps["__default__"] = solara.server.app.AppScript(MODULE)
    app = solara.server.starlette.app
    assets = Path(solara.server.settings.assets.proxy_cache_dir)
    # The innermost layer, because it reads pages before they are compressed.
    app.user_middleware.append(Middleware(Doorkeeper, root_path=site.root_path, embed=site.embed, assets=assets))
    for line in welcome(site):
        print(line, file=sys.stderr)
    uvicorn.run(
        app,
        host=site.host,
        port=site.port,
        log_level="warning",
        ws_ping_interval=PING,
        ws_ping_timeout=PONG,
        ws_max_size=LARGEST_MESSAGE,
    )


def welcome(site: Site) -> list[str]:
    """Return what the terminal says at the start: the address, and who can reach it."""
    shown = f"[{site.host}]" if ":" in site.host else site.host
    lines = [f"The window is open at http://{shown}:{site.port}{site.root_path}/ (Ctrl-C ends it)"]
    if not is_this_machine(site.host):
        lines.append(
            f"With --host {site.host}, anyone who can reach this machine on port {site.port} can use the window, without "
            "a password."
        )
    return lines


def is_this_machine(host: str) -> bool:
    """Return whether an address can be reached from this machine only."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _module(settings: Settings) -> ModuleType:
    """Return a module with the page of these settings, because Solara opens a page only by the name of its module."""
    from paradiplomacy.visualisation import page
    from paradiplomacy.visualisation.visitors import Visitors

    module = ModuleType(MODULE, page.__doc__)
    module.__file__ = page.__file__
    vars(module).update(Page=page.page_of(settings, Visitors(settings.visitors)), Layout=page.Layout)
    return module
