"""A small random world, and pages in a real browser; requests to other machines are refused."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from settled import SETTLED

from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.panels import panels
from paradiplomacy.visualisation.rooms import LABELS
from paradiplomacy.visualisation.session.session import Session

SMALL = {
    **SETTLED,
    "world.cities": 80,
    "world.nations": 8,
    "months": 40,
    "search.burn_in": 3,
}
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
SERVED = """
extends = "synthetic"
title = "A small world"
question = "Does the window show it?"
sources = ["none: made for a test"]
months = 30
[world]
cities = 60
nations = 6
[search]
burn_in = 2
[[events]]
date = "2016-05"
kind = "summit"
name = "A meeting"
who = ["cities"]
meetings = 1
"""


@pytest.fixture(scope="session")
def small() -> Scenario:
    return change.apply(read.read("synthetic"), SMALL)


@pytest.fixture
def visit(small: Scenario) -> Session:
    return Session(small, seed=5)


@pytest.fixture
def busiest() -> Callable[[Session], int]:
    """Return the actor of a session that signs most from month 3 on."""

    def found(visit: Session) -> int:
        plain = Session(visit.plain, seed=visit.run.seed)
        plain.go_to(30)
        log = plain._world.state.ledger.events
        signed = (log.kind == Event.SIGNED) & (log.month >= 3)
        return int(np.bincount(np.concatenate([log.actor[signed], log.other[signed]])).argmax())

    return found


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Start ``paradiplomacy view`` with some arguments and return its address; all servers end with the tests."""
    servers: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> str:
        log = tmp_path_factory.mktemp("served") / "log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        begin = "import sys; from paradiplomacy.cli.command import main; sys.exit(main(sys.argv[1:]))"
        command = [sys.executable, "-c", begin, "view", *arguments, "--port", str(port)]
        with log.open("w") as file:
            environment = os.environ | {"SOLARA_KERNEL_CULL_TIMEOUT": "5s"}
            servers.append(subprocess.Popen(command, stdout=file, stderr=file, env=environment))
        _wait_for(f"http://127.0.0.1:{port}/", log)
        return f"http://127.0.0.1:{port}/"

    yield start
    for server in servers:
        server.terminate()
    for server in servers:
        server.wait(10)


@pytest.fixture(scope="session")
def served() -> Scenario:
    """The scenario of the server below."""
    return read.read_text(SERVED, name="small")


@pytest.fixture(scope="session")
def address(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a server of a small world of 30 months, seed 4."""
    file = tmp_path_factory.mktemp("window") / "small.toml"
    file.write_text(SERVED)
    return serve(str(file), "--seed", "4")


def _wait_for(url: str, log: Path) -> None:
    for _ in range(240):
        try:
            with urlopen(url):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the window does not answer\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Debian's chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of two settings and two replicates."""
    place = tmp_path_factory.mktemp("batch") / "results"
    design = Design(
        title="Power",
        scenario="synthetic",
        measures=("agreements", "antagonism_of_surviving_acts"),
        seed=8,
        replicates=2,
        changes={"world.cities": 40, "world.nations": 5, "months": 8, "search.burn_in": 1},
        levers=(Factor("negotiation.power", values=(0.0, 0.6)),),
    )
    batch(design, place, workers=1)
    return place


class Visit:
    """A page whose requests to other machines are refused, and whose errors are recorded."""

    def __init__(self, browser: Browser, address: str, *, months: int | None = 30, **context: object) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.months = months
        self.page: Page = browser.new_context(viewport={"width": 1400, "height": 900}, **context).new_page()
        self.page.route("**/*", self._route)
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        # Tests of panels and of the map look at the room for exploring, unless they say otherwise.
        self.page.goto(address if "?" in address else f"{address}?room=explore")
        self.page.wait_for_selector(".pd-top", timeout=240_000)
        self.page.wait_for_function("document.querySelector('.pd-sheet').pdMap.taken > 0")

    def _route(self, route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def month(self, number: int) -> None:
        """Wait until the page and its maps show that this number of months is done."""
        expect(self.page.locator(".pd-month")).to_have_text(f"month {number} of {self.months}", timeout=30_000)
        maps = "[...document.querySelectorAll('.pd-sheet')]"
        self.page.wait_for_function(f"{maps}.every((sheet) => sheet.pdMap.frame.month === {number})")

    def becomes(self, script: str, *where: object, expected: object) -> None:
        """Wait until a script returns what is expected, at most ten seconds: panels are drawn after the clock."""
        for _ in range(100):
            if (found := self.page.evaluate(script)) == expected:
                return
            time.sleep(0.1)
        assert found == expected, where

    def scrub(self, month: int) -> None:
        """Go to a month with the slider of the time bar."""
        self.page.locator(".pd-scrub").evaluate(
            f"e => {{ e.value = {month}; e.dispatchEvent(new Event('input')); e.dispatchEvent(new Event('change')); }}"
        )
        self.month(month)

    def map(self, what: str, nth: int = 0) -> object:
        """Evaluate an expression about a map."""
        return self.page.evaluate(
            f"(() => {{ const map = document.querySelectorAll('.pd-sheet')[{nth}].pdMap; return {what}; }})()"
        )

    def room(self, name: str) -> None:
        """Enter a room, and wait until it is there."""
        self.page.click(f"[data-room={name}]")
        expect(self.page.locator(f"[data-room={name}]")).to_have_attribute("aria-current", "page", timeout=30_000)
        expect(self.page.locator(".pd-tabs")).to_have_attribute("aria-label", f"Panels of {LABELS[name]}")

    def tab(self, name: str) -> None:
        """Open a panel, in its room, and wait until it is there: two panels may have the same form."""
        shown = self.page.locator("[data-room][aria-current]").get_attribute("data-room")
        if shown not in panels()[name].rooms:
            self.room(panels()[name].rooms[0])
        self.page.click(f"[data-tab={name}]")
        expect(self.page.locator(f"[data-tab={name}]")).to_have_attribute("aria-selected", "true", timeout=30_000)

    def every_tab(self) -> Iterator[str]:
        """Open every panel of every room, one after the other."""
        for room in LABELS:
            self.room(room)
            for name in self.page.locator("[data-tab]").evaluate_all("all => all.map((each) => each.dataset.tab)"):
                self.tab(name)
                yield f"{room}: {name}"

    def close(self) -> None:
        """End the visit; nothing may have failed, and no other machine been asked."""
        self.page.context.close()
        assert not self.outside
        assert not self.errors


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open pages at an address."""
    visits: list[Visit] = []

    def open_page(address: str, **context: object) -> Visit:
        visits.append(Visit(browser, address, **context))
        return visits[-1]

    yield open_page
    for visit in visits:
        visit.close()


@pytest.fixture
def begun(visitor: Callable[..., Visit], address: str) -> Visit:
    """A visit of the small world, at its first month."""
    made = visitor(address)
    made.month(0)
    return made
