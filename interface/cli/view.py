"""``paradiplomacy view``: watch a simulation in the browser."""

import argparse
import atexit
import os
import re
import shutil
import socket
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from paradiplomacy.cli.options import whole
from paradiplomacy.experiments.results.folder import MANIFEST, ResultsError, folder_of

# Both end up in headers and pages, so nothing but plain names is let through.
ROOT_PATH = re.compile(r"(?:[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*)?")
ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?")

# The extra "window" of pyproject.toml. The assets have no module to import: they are files of the page.
WINDOW = ("ipyvue", "ipyvuetify", "solara", "solara-assets")


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "view",
        help="watch, question and rewind a simulation in the browser",
        description="Serve the window, a page on which a simulation runs in the browser. Ctrl-C ends it.",
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
    _add_site(parser)
    parser.set_defaults(do=execute, parser=parser)


def _add_site(parser: argparse.ArgumentParser) -> None:
    """Declare where the window is shown, and for whom."""
    parser.add_argument("--port", type=whole(1, 65535), default=8765, metavar="N", help="port (default: 8765)")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="H", help="address to listen on (default: 127.0.0.1, this machine only)"
    )
    parser.add_argument(
        "--visitors",
        type=whole(1, 10_000),
        default=40,
        metavar="N",
        help="largest number of simultaneous visitors, each with a separate world (default: 40)",
    )
    parser.add_argument(
        "--root-path",
        type=root_path,
        default="",
        metavar="/PATH",
        help="path below which a proxy shows the window, such as /simulation",
    )
    parser.add_argument(
        "--embed",
        type=origin,
        action="append",
        default=[],
        metavar="ORIGIN",
        help="a site whose pages may show the window in a frame, such as https://example.org; may be repeated",
    )


def root_path(text: str) -> str:
    """Return the path below which the window is shown: empty, or with a slash at its beginning and none at its end."""
    path = text.strip("/")
    if not ROOT_PATH.fullmatch(path):
        raise argparse.ArgumentTypeError(f"{text!r}: expected a path such as /simulation")
    return f"/{path}" if path else ""


def origin(text: str) -> str:
    """Return the origin of a site: scheme, host and port."""
    if not ORIGIN.fullmatch(text.rstrip("/")):
        raise argparse.ArgumentTypeError(f"{text!r}: expected an origin such as https://example.org")
    return text.rstrip("/")


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Serve the page until Ctrl-C.

    Raises:
        ScenarioError: The scenario is wrong.
        ResultsError: The folder is not a results folder.
    """
    from paradiplomacy.scenarios.format import read
    from paradiplomacy.visualisation.services import FIRST_SCENARIO, Settings

    refuse_missing_packages(asked)
    folder = batch_folder(asked.scenario)
    scenario, seed, replicate = (FIRST_SCENARIO, 1, 0) if folder else what_to_open(asked.scenario)
    # Read only for its errors, which belong on the terminal and not on a visitor's page.
    read.read(scenario)
    refuse_used_port(asked)
    give_home()
    from paradiplomacy.cli.window import services
    from paradiplomacy.visualisation.server import Site, serve

    if asked.seed not in (None, seed):
        seed, replicate = asked.seed, 0  # replicates are numbered within a seed
    settings = Settings(scenario, seed, asked.visitors, services(folder), replicate)
    serve(settings, Site(asked.host, asked.port, asked.root_path, tuple(asked.embed)))
    return 0


def refuse_missing_packages(asked: argparse.Namespace) -> None:
    """End with an error if the packages of the window are not installed."""
    missing = [name for name in WINDOW if not installed(name)]
    if missing:
        asked.parser.error(
            f"the window needs packages that are not installed: {', '.join(missing)}. Install them with "
            "pip install 'paradiplomacy[window]', or in a checkout begin the command with uv run --extra window"
        )


def installed(name: str) -> bool:
    """Return whether a distribution is installed."""
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def give_home() -> None:
    """Give the process an empty home folder where it has none: libraries of the page look for their settings in it."""
    try:
        Path.home()
    except RuntimeError:  # a container, whose user id nobody knows
        home = mkdtemp(prefix="paradiplomacy-home-")
        # Registered before these libraries register what they write when Python exits, and therefore done after it.
        atexit.register(shutil.rmtree, home, ignore_errors=True)
        os.environ["HOME"] = home


def refuse_used_port(asked: argparse.Namespace) -> None:
    """End with an error if the address cannot be listened on, before the seconds that it takes to load the page."""
    with socket.socket(socket.AF_INET6 if ":" in asked.host else socket.AF_INET) as free:
        # As servers do: otherwise a port would count as used for a minute after the last server on it has ended.
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            free.bind((asked.host, asked.port))
        except OSError as error:
            asked.parser.error(f"--port {asked.port} of {asked.host}: cannot listen on it ({error.strerror})")


def batch_folder(text: str) -> Path | None:
    """Return the folder of a batch; None if the text is something else.

    Raises:
        ResultsError: The folder is not a results folder.
    """
    folder = folder_of(text)
    if not (folder / MANIFEST).is_file():
        return None
    from paradiplomacy.experiments.results.batch import BatchResults, load

    found = load(folder)
    if not isinstance(found, BatchResults):
        return None
    refuse_prepared(folder, found.manifest.get("prepare", ""))
    return folder


def refuse_prepared(folder: Path, prepare: str) -> None:
    """Refuse results whose worlds a user's function has prepared.

    Raises:
        ResultsError: One has.
    """
    # A page repeats a run without any code of a user, and would show another one under its name.
    if prepare:
        raise ResultsError(f"{folder}: prepared by {prepare}, which a page does not run; read its tables instead")


def what_to_open(text: str) -> tuple[str, int, int]:
    """Return scenario, seed and replicate of a name, a scenario file, or a results folder.

    Raises:
        ResultsError: The folder is not a results folder.
    """
    folder = folder_of(text)
    if not folder.is_dir():
        return text, 1, 0
    from paradiplomacy.experiments.results.store import SCENARIO, load

    manifest = load(folder).manifest
    refuse_prepared(folder, manifest.prepare)
    return str(folder / SCENARIO), manifest.seed, manifest.replicate
