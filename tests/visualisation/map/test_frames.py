"""Frames: put on one another they give the month, and only what changed is sent."""

import base64
import json
from dataclasses import replace
from typing import Any

import numpy as np

from paradiplomacy.visualisation.map.frames import Frames, geography
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Arcs, Snapshot

TYPES = dict.fromkeys(("key", "number", "a", "b", "issues"), np.int32) | {"depth": np.float32}


def decoded(text: str, kind: Any) -> Any:
    return np.frombuffer(base64.b64decode(text), dtype=kind)


class Page:
    """A stand-in for the browser: keeps the agreements as the map does."""

    def __init__(self) -> None:
        self.book: dict[int, tuple[Any, ...]] = {}

    def take(self, frame: dict[str, Any]) -> int:
        """Put a frame on what there is; how many agreements it carried."""
        if frame["base"] < 0:
            self.book = {}
        for number in decoded(frame["gone"], np.int32).tolist():
            del self.book[number]
        columns = [decoded(frame[f"arc_{name}"], TYPES.get(name, np.int8)) for name in Arcs._fields]
        for row in zip(*columns, strict=True):
            self.book[int(row[0])] = tuple(value.item() for value in row)
        return len(columns[0])


def wanted(shot: Snapshot) -> dict[int, tuple[Any, ...]]:
    return {int(row[0]): tuple(value.item() for value in row) for row in zip(*shot.arcs, strict=True)}


def test_frames_put_on_one_another_give_the_month_forward_and_back(visit: Session) -> None:
    frames, page = Frames(), Page()
    for month in (0, 1, 2, 8, 3, 0, 20):
        shot = visit.go_to(month)
        frame = frames.frame(shot, shade="divergence", size="population")
        page.take(frame)
        frames.drawn(frame["number"])
        assert page.book == wanted(shot)


def test_only_what_changed_is_sent(visit: Session) -> None:
    frames, page = Frames(), Page()
    whole = frames.frame(visit.go_to(20), shade="divergence", size="population")
    assert page.take(whole) == len(visit.now.arcs.number) > 10
    frames.drawn(whole["number"])
    frame = frames.frame(visit.step(), shade="divergence", size="population")
    assert page.take(frame) < len(visit.now.arcs.number) / 2
    assert "size" not in frame
    frames.drawn(frame["number"])
    again = frames.frame(visit.now, shade="trust", size="gdp")
    assert page.take(again) == 0 and "shade" in again and "size" in again


def test_a_frame_that_was_never_drawn_is_followed_by_a_whole_one(visit: Session) -> None:
    frames = Frames()
    frames.frame(visit.now, shade="divergence", size="population")
    shot = visit.go_to(5)
    frame = frames.frame(shot, shade="divergence", size="population")
    page = Page()
    page.take(frame)
    assert frame["base"] == -1 and page.book == wanted(shot)


def test_a_drawn_world_has_no_land_and_a_real_one_has(visit: Session) -> None:
    roster = visit.run.roster
    drawn = json.loads(geography(roster))
    assert (drawn["land"], drawn["borders"]) == ([], [])
    real = json.loads(geography(replace(roster, ids=(*roster.ids[:-1], "FRA"))))
    assert [rings for row, rings in real["land"] if row == len(roster.ids) - 1 - roster.n_cities]
    assert real["borders"]


def test_the_geography_has_every_actor_on_the_page(visit: Session) -> None:
    found = json.loads(geography(visit.run.roster))
    places = np.array(found["place"]).reshape(-1, 2)
    assert len(places) == len(found["names"]) == len(visit.run.roster.ids)
    assert np.abs(places[:, 0]).max() <= 27_100 and np.abs(places[:, 1]).max() <= 13_200
    north = int(np.argmax(found["lat"]))
    assert places[north, 1] == places[:, 1].min()
