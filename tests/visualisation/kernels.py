"""Many visitors of one server, without browsers: a separate script, because Solara's server changes the process.

It prints as JSON what happened to the worlds of ``MANY`` visitors who came at once, twice, and left.
"""

import asyncio
import gc
import json
import os
import sys
import time
import weakref
from pathlib import Path
from typing import Any

import solara
import solara.server.app
from solara.server import kernel
from solara.server.kernel_context import VirtualKernelContext

from paradiplomacy.visualisation.page import page_of
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session import opening
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.visitors import Visitors

MANY = 30
VISITORS = Visitors(MANY)
Page = page_of(Settings(scenario=sys.argv[1], visitors=MANY), VISITORS)
made: list["weakref.ref[Session]"] = []
loop = asyncio.new_event_loop()


class Counted(Session):
    """A session that is counted."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        made.append(weakref.ref(self))


def visit(name: str) -> VirtualKernelContext:
    """Open a page as the server does."""
    context = VirtualKernelContext(id=name, kernel=kernel.Kernel(), session_id=name, event_loop=loop)
    with context:
        context.app_object = solara.render(Page(), handle_error=False)[1]
    return context


def wait_for(count: int) -> None:
    """Wait until this number of worlds is built."""
    for _ in range(3000):
        if len(made) == count:
            return
        time.sleep(0.02)
    raise TimeoutError(f"{len(made)} of {count} worlds")


def collect() -> int:
    """Collect garbage; return the number of sessions left."""
    for _ in range(50):
        gc.collect()
        left = sum(session() is not None for session in made)
        if not left:
            break
        time.sleep(0.1)
    return left


def resident() -> float:
    """Memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def wave(number: int) -> dict[str, Any]:
    """Many come, one plays, all leave."""
    del made[:]
    contexts = []
    for each in range(MANY):
        contexts.append(visit(f"wave {number}, visitor {each}"))
        wait_for(each + 1)
    here = VISITORS.here
    text = str(visit("one more").app_object.find().widgets)
    sessions = [session() for session in made]
    others = [session.digest() for session in sessions[1:] if session]
    assert sessions[0] is not None
    sessions[0].go_to(8)
    found: dict[str, Any] = {
        "here": here,
        "full": "The window is full at the moment" in text,
        "worlds": len({id(session._world.state.actors.gdp) for session in sessions if session}),
        "months": [session.now.month for session in sessions if session],
        "unmoved": others == [session.digest() for session in sessions[1:] if session],
        "most": resident(),
    }
    del sessions
    for context in contexts:
        context.close("page-close")
    contexts.clear()
    del context
    return found | {"left": collect(), "seats": VISITORS.here, "after": resident()}


if __name__ == "__main__":
    opening.Session = Counted  # type: ignore[misc]
    print(json.dumps([wave(1), wave(2)]))
    os._exit(0)  # Solara's threads need no farewell
