"""The speed of the window in headless Chromium, each figure with its bound and, if there is one, with a peer's figure.

One command runs everything:

    python benchmarks/window.py           (--quick: fewer frames)

- A step: from the click until the month is on screen, in the real world with at least 1,500 agreements in force.
- A pan over 5,000 agreements: as flows between clusters, and with a line for each.
- A frame of 500 nodes with 3,000 ties, every tie new: the work from the arrays to the painted picture (composed and
  written as JSON here; read, traced as great circles and painted in the browser, with a pixel of each canvas read back
  so that nothing is left to be painted later). Against it, Mesa's own drawing of a network (``SpaceRenderer`` on
  Matplotlib, as ``SolaraViz`` shows it) of the same nodes, places and ties, up to the file that it sends. Our picture
  is as large as its figure, 640 by 480, and neither waits for a display. Land and dots stay as they are in the window
  while only ties change; Mesa draws its nodes in every frame. Not counted on either side: the way to the browser;
  on Mesa's: what the browser does with the file, and a layout (it is given the places).
"""

import argparse
import io
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import numpy as np
from playwright.sync_api import Page, sync_playwright

from paradiplomacy.model.vocabulary import Status

MOST_STEP, LEAST_RATE, LEAST_RATIO = 100.0, 60.0, 10.0
IN_FORCE, ARCS, NODES, TIES = 1_500, 5_000, 500, 3_000
WARM = 20
"""Frames drawn before any is timed, because a browser compiles what it runs often; of Mesa's, two."""
PICTURE = (640, 480)
"""Pixels of Mesa's figure, which is that of Matplotlib's defaults."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
PROGRAM = [sys.executable, "-c", "import sys; from paradiplomacy.cli.command import main; sys.exit(main())"]
DENSE = """
extends = "baseline"
title = "The real world, with more ties"
months = 240
[search]
stock = -1.3
hazard = -4.6
"""
MORE_ARCS = """([count, status]) => {
    const map = document.querySelector(".pd-sheet").pdMap, n = map.ground.cities;
    for (let i = 0; map.book.size < count * 1.15; i++) {
        const a = (i * 7919) % n, b = (i * 104729 + 13) % n;
        if (a !== b) map.book.set(1e7 + i, { key: 1e7 + i, number: 1e7 + i, a, b, kind: 0, status, tie: 1 + (i % 6), disputed: 0, issues: 1, line: null });
    }
    map.gather();
    return map.shown;
}"""
PAN = """() => new Promise((done) => {
    const map = document.querySelector(".pd-sheet").pdMap, began = performance.now();
    let frames = 0;
    const next = () => {
        if (frames === 60) { done((1000 * frames) / (performance.now() - began)); return; }
        map.view = { ...map.view, x: map.view.x + 20 };
        map.glide();
        requestAnimationFrame(() => { frames++; next(); });
    };
    next();
})"""
STEP = """() => new Promise((done) => {
    const map = document.querySelector(".pd-sheet").pdMap, taken = map.taken, began = performance.now();
    document.querySelector(".pd-step").click();
    const look = () => map.taken > taken ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
    look();
})"""
FRAMES = """async ([geography, frames, wide, high, apart]) => {
    const map = document.querySelector(".pd-sheet").pdMap, times = [];
    Object.assign(map.$refs.sheet.style, { flex: "none", width: wide + "px", height: high + "px" });
    await new Promise((next) => setTimeout(next, 500));
    map.ground = map.geometry.groundOf(geography); map.labels = map.ground.labels; map.pick([]);
    map.apart = apart;
    map.waiting = true;
    for (const text of frames) {
        map.taken = -1;
        const start = performance.now();
        map.take(JSON.parse(text));
        map.draw();
        for (const name of ["land", "ties", "dots"]) map.$refs[name].getContext("2d").getImageData(0, 0, 1, 1);
        times.push(performance.now() - start);
    }
    return [times, map.shown, map.sheet.w, map.sheet.h];
}"""
"""Each frame is read and drawn without waiting, and a pixel of each canvas is read back, so that all is painted."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer frames")
    count = 10 if parser.parse_args().quick else 40
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "dense.toml"
        file.write_text(DENSE)
        with served(file) as address:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address)
            page.wait_for_selector(".pd-top", timeout=900_000)
            page.wait_for_function("document.querySelector('.pd-sheet').pdMap.taken > 0")
            a_step(page, count)
            a_pan(page)
            a_network(page, count)
            browser.close()


@contextmanager
def served(file: Path) -> Iterator[str]:
    """Serve the window with a scenario, at a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen([*PROGRAM, "view", str(file), "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                urlopen(address).close()
                break
            except OSError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def a_step(page: Page, count: int) -> None:
    """Measure the time from the click to the screen."""
    for _ in range(3):
        page.evaluate(STEP)
    page.click(".pd-step")
    times = [page.evaluate(STEP) for _ in range(count)]
    alive = page.evaluate(
        "(status) => [...document.querySelector('.pd-sheet').pdMap.book.values()].filter((arc) => arc.status === status).length",
        Status.IN_FORCE.value,
    )
    assert alive >= IN_FORCE, f"{alive} agreements in force: expected {IN_FORCE}"
    printed(
        "a step on screen",
        statistics.median(times),
        "ms",
        f"under {MOST_STEP:.0f}",
        f"worst {max(times):.0f}; {alive} in force",
    )


def a_pan(page: Page) -> None:
    """Measure frames a second while the map moves."""
    shown = page.evaluate(MORE_ARCS, [ARCS, Status.IN_FORCE.value])
    assert shown >= ARCS, f"{shown} arcs are shown: expected {ARCS}"
    for what in ("flows", "lines"):
        if what == "lines":
            page.click(".pd-each")
        page.wait_for_timeout(500)
        rate = statistics.median(page.evaluate(PAN) for _ in range(3))
        # A browser draws at most 60 times a second, so the rate is that or a little more by the clock of the script.
        printed(f"pan over {what}", rate, "frames/s", f"at least {LEAST_RATE:.0f}", f"{shown} agreements")


def a_network(page: Page, count: int) -> None:
    """Measure a frame of the same network, drawn by the window and by Mesa."""
    from paradiplomacy.scenarios.format import change, read
    from paradiplomacy.visualisation.map.frames import Frames, geography
    from paradiplomacy.visualisation.session.session import Session

    small = {"world.cities": NODES, "world.nations": 20, "search.burn_in": 0}
    session = Session(change.apply(read.read("synthetic"), small), seed=1)
    roster, sender, composing, frames = session.run.roster, Frames(), [], []
    pairs = [ties_of(number) for number in range(WARM + count)]
    for each in pairs:
        arcs = session.now.arcs._replace(
            key=np.arange(TIES, dtype=np.int32) + TIES * len(frames),
            number=np.arange(TIES, dtype=np.int32) + TIES * len(frames), a=each[:, 0], b=each[:, 1], issues=np.ones(TIES, dtype=np.int32),
            depth=np.full(TIES, 0.5, dtype=np.float32), status=np.full(TIES, Status.IN_FORCE, dtype=np.int8),
            tie=(np.arange(TIES) % 6 + 1).astype(np.int8),
            **{name: np.zeros(TIES, dtype=np.int8) for name in ("kind", "disputed")},
        )  # fmt: skip
        began = time.perf_counter()
        frame = sender.frame(replace(session.now, arcs=arcs), shade="divergence", size="population")
        frames.append(json.dumps(frame))
        composing.append((time.perf_counter() - began) * 1000)
        sender.drawn(frame["number"])
    medians = []
    for apart in (True, False):
        drawing, shown, wide, high = page.evaluate(FRAMES, [geography(roster), frames, *PICTURE, apart])
        assert (shown, wide, high) == (TIES, *PICTURE), f"{shown} ties on {wide} x {high}: expected {PICTURE}"
        medians.append(statistics.median([a + b for a, b in zip(composing, drawing, strict=True)][WARM:]))
    lines, ours = medians
    theirs = statistics.median(
        mesa_frames(pairs[: 2 + max(5, count // 4)], np.column_stack([roster.lon, roster.lat])[:NODES])[2:]
    )
    printed(
        "a network frame",
        ours,
        "ms",
        "",
        f"{NODES} nodes, {TIES} ties; {statistics.median(composing):.1f} ms composing",
    )
    printed("a line for each tie", lines, "ms", "", "on request; the frame above draws flows between clusters")
    printed("the same by Mesa", theirs, "ms", f"ratio at least {LEAST_RATIO:.0f}", f"ratio {theirs / ours:.1f}")


def ties_of(number: int) -> np.ndarray:
    """Return pairs of nodes, random for each frame."""
    rng = np.random.default_rng(number)
    a = rng.integers(0, NODES, TIES)
    return np.column_stack([a, (a + rng.integers(1, NODES, TIES)) % NODES]).astype(np.int32)


def mesa_frames(pairs: list[np.ndarray], places: np.ndarray) -> list[float]:
    """Return the milliseconds of each frame of Mesa's network drawing, up to the picture that it sends."""
    import matplotlib as mpl

    mpl.use("agg")
    import mesa
    import networkx as nx
    from mesa.discrete_space import FixedAgent, Network
    from mesa.visualization import SpaceRenderer
    from mesa.visualization.components import AgentPortrayalStyle

    times = []
    layout = dict(enumerate(places.tolist()))
    for each in pairs:
        graph = nx.empty_graph(NODES)
        graph.add_edges_from(each.tolist())
        model: Any = mesa.Model(rng=1)
        model.grid = Network(graph, random=model.random)
        for cell in model.grid.all_cells:
            FixedAgent(model).cell = cell
        renderer = SpaceRenderer(model, backend="matplotlib")
        renderer.setup_structure(layout_alg=lambda _graph, **_: layout)
        renderer.setup_agents(lambda _agent: AgentPortrayalStyle(size=12))
        began = time.perf_counter()
        renderer.draw_structure()
        renderer.draw_agents()
        renderer.canvas.get_figure().savefig(io.BytesIO(), format="png", bbox_inches="tight")
        times.append((time.perf_counter() - began) * 1000)
    return times


def printed(what: str, value: float, unit: str, bound: str, more: str) -> None:
    """Print a line."""
    print(f"{what:20s} {value:8.1f} {unit:9s} {bound:20s} {more}", flush=True)


if __name__ == "__main__":
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    main()
