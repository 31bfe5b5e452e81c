"""``paradiplomacy view``: watch a simulation in the browser."""

import argparse
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paradiplomacy.cli.options import whole
from paradiplomacy.experiments.results.folder import MANIFEST, ResultsError

SETTINGS = {
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_KERNEL_CULL_TIMEOUT": "60s",  # a visitor who does not come back within that gives its world back
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_VARIANT": "light",
    "SOLARA_SESSION_HTTPS_ONLY": "False",
    "SOLARA_SESSION_SAME_SITE": "lax",
}
"""Solara's settings for the window; what the user has set stays."""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "view",
        help="watch, question and rewind a simulation in the browser",
        description="Open the window: a page in the browser on which a simulation plays. Ctrl-C ends it.",
        epilog="Example: paradiplomacy view c40-paris --seed 7",
        allow_abbrev=False,
    )
    parser.add_argument(
        "scenario",
        metavar="SCENARIO|RESULTS",
        nargs="?",
        default="c40-paris",
        help="name of a scenario, a scenario file, or a results folder (default: c40-paris)",
    )
    parser.add_argument(
        "--seed", type=whole(0, 2**63 - 1), metavar="N", help="seed (default: 1, or that of the results)"
    )
    parser.add_argument("--port", type=whole(1, 65535), default=8765, metavar="N", help="port (default: 8765)")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    parser.add_argument(
        "--visitors",
        type=whole(1, 10_000),
        default=40,
        metavar="N",
        help="how many may watch at once, each a world of its own (default: 40)",
    )
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Serve the page until Ctrl-C.

    Raises:
        ScenarioError: The scenario is wrong.
        ResultsError: The results folder is none.
    """
    from paradiplomacy.scenarios.format import read

    folder = batch_folder(asked.scenario)
    scenario, seed = ("c40-paris", 1) if folder else what_to_open(asked.scenario)
    read.read(scenario)
    with socket.socket(socket.AF_INET6 if ":" in asked.host else socket.AF_INET) as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            free.bind((asked.host, asked.port))
        except OSError as error:
            asked.parser.error(f"--port {asked.port} of {asked.host}: cannot be listened on ({error.strerror})")
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    os.environ["PARADIPLOMACY_SCENARIO"] = scenario
    os.environ["PARADIPLOMACY_SEED"] = str(seed if asked.seed is None else asked.seed)
    os.environ["PARADIPLOMACY_VISITORS"] = str(asked.visitors)
    from paradiplomacy.cli.window import services
    from paradiplomacy.visualisation.services import OFFER

    OFFER.services = services(folder)
    serve(asked.host, asked.port)
    return 0


def batch_folder(text: str) -> Path | None:
    """The folder of a batch, where that is what is asked for.

    Raises:
        ResultsError: A folder that holds no results.
    """
    folder = Path(text)
    if not (folder / MANIFEST).is_file():
        return None
    from paradiplomacy.experiments.results.batch import BatchResults, load

    return folder if isinstance(load(folder), BatchResults) else None


def what_to_open(text: str) -> tuple[str, int]:
    """Scenario and seed of a name, a scenario file, or a results folder.

    Raises:
        ResultsError: A folder that holds no results.
    """
    folder = Path(text)
    if not folder.is_dir():
        return text, 1
    if not (folder / MANIFEST).is_file():
        raise ResultsError(f"{folder}: no results folder (no {MANIFEST} in it)")
    from paradiplomacy.experiments.results.store import SCENARIO, load

    return str(folder / SCENARIO), load(folder).manifest.seed


def serve(host: str, port: int) -> None:
    """Run Solara's server on the page."""
    import uvicorn

    os.environ["SOLARA_APP"] = "paradiplomacy.visualisation.app"
    import solara.server.settings

    solara.server.settings.main.mode = "production"
    import solara.server.starlette

    print(f"The window is open at http://{host}:{port} (Ctrl-C ends it)", file=sys.stderr)
    uvicorn.run(solara.server.starlette.app, host=host, port=port, log_level="warning")
