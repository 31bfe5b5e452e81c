"""The head of the page says what the command line says about the scenario."""

from collections.abc import Iterator
from typing import Any

import solara

from paradiplomacy.scenarios.world.effect import notes
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.stage import Notes
from paradiplomacy.visualisation.state.page import PageState

LATE = """
extends = "synthetic"
title = "Late"
question = "Is it said?"
months = 6
[world]
cities = 40
nations = 4
[[events]]
date = "2030-01"
kind = "summit"
name = "Too late"
who = ["cities"]
[[events]]
date = "2031-01"
kind = "summit"
name = "Later still"
who = ["cities"]
"""


def texts(widget: Any) -> Iterator[str]:
    for child in getattr(widget, "children", ()):
        yield from [child] if isinstance(child, str) else texts(child)


def shown(page: PageState) -> list[str]:
    box, context = solara.render(Notes(page.playback.shown.value.run.scenario), handle_error=False)
    found = list(texts(box))
    context.close()
    return found


def test_an_upload_with_events_after_the_last_month_opens_with_the_note_of_the_command_line(visit: Session) -> None:
    page = PageState(visit, Settings())
    assert shown(page) == []
    page.origin.upload({"name": "late.toml", "text": LATE})
    first, *listed = shown(page)
    assert listed == notes(page.playback.shown.value.run.scenario)
    assert first == f"note: {listed[0]} (and 1 more)"
    assert "2030-01 is after the last month, expected 2016-06 or earlier" in first
