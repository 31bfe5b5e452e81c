"""The window's speed in headless Chromium: a step until it is on screen, and a pan over 5,000 arcs.

Run ``python benchmarks/window.py http://127.0.0.1:8765`` beside ``paradiplomacy view c40-paris``.
"""

import statistics
import sys

from playwright.sync_api import Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
STEPS = 20
MORE_ARCS = """(count) => {
    const map = document.querySelector(".pd-sheet").pdMap, n = map.g.cities;
    for (let i = 0; map.book.size < count; i++) {
        const a = (i * 7919) % n, b = (i * 104729 + 13) % n;
        if (a !== b) map.book.set(1e7 + i, { a, b, kind: 0, status: 2, tie: 1 + (i % 6), disputed: 0, issues: 1, line: null });
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


def measure(page: Page) -> None:
    """Print the figures of an open page."""
    steps = [page.evaluate(STEP) for _ in range(STEPS)]
    arcs = page.evaluate("document.querySelector('.pd-sheet').pdMap.book.size")
    print(
        f"step until on screen, {arcs} agreements alive: median {statistics.median(steps):.0f} ms, worst {max(steps):.0f}"
    )
    shown = page.evaluate(MORE_ARCS, 5_600)
    rate = page.evaluate(PAN)
    print(f"pan over {shown} arcs shown: {rate:.0f} frames a second")


def main(address: str) -> None:
    """Open the page and measure."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address)
        page.wait_for_selector(".pd-top", timeout=240_000)
        page.wait_for_function("document.querySelector('.pd-sheet').pdMap.taken > 0")
        measure(page)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
