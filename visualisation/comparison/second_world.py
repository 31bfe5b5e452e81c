"""The second world beside the first: how it is made from what a visitor asks, and what the page says of the two."""

from typing import Any

from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.plain import plain
from paradiplomacy.scenarios.format.problem import one_problem
from paradiplomacy.scenarios.format.schema import groups
from paradiplomacy.visualisation.comparison.difference import Difference, difference, parted
from paradiplomacy.visualisation.panels.charts import CHARTS, charts_of
from paradiplomacy.visualisation.services import Bands
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.snapshot import Snapshot

SAME = ""
"""Where no other scenario is asked for."""


def rival_of(session: Session, asked: dict[str, Any]) -> Session:
    """A session beside another one, at the same month.

    Args:
        session: The first one.
        asked: ``scenario`` (a name of the library; empty: the same one with its changes), ``seed`` (empty: the
            same), ``changes`` (lines of ``path=value``).

    Raises:
        ScenarioError: The scenario or a change is wrong.
        SeedError: The seed is wrong.
    """
    name, run = str(asked.get("scenario", SAME)), session.run
    if name != SAME and name not in read.names():
        raise one_problem("", f"no scenario is called {name[:40]!r}", f"the library has {', '.join(read.names())}")
    lines = [line for line in str(asked.get("changes", "")).splitlines() if line.strip()]
    changes = dict(change.parse_assignment(line) for line in lines)
    kept = run.changes if name == SAME else {}
    seed = str(asked.get("seed", "")).strip() or run.seed
    replicate = run.replicate if str(seed) == str(run.seed) else 0
    base = session.plain if name == SAME else name
    made = Session(base, seed=seed, changes={**kept, **changes}, replicate=replicate)
    made.go_to(session.now.month)
    return made


def told(one: Session, other: Session) -> str:
    """What tells the second world from the first, in one line."""
    first, second = one.run.scenario, other.run.scenario
    luck = [] if other.run.seed == one.run.seed else [f"seed {other.run.seed}"]
    if second.name != first.name:
        return "; ".join([second.title, *luck])
    before, after = plain(first), plain(second)
    said = [f"months = {second.months}"] if second.months != first.months else []
    said += [
        f"{group}.{key} = {value}"
        for group in groups()
        for key, value in after[group].items()
        if value != before[group][key]
    ]
    said += [f"{key} changed" for key in ("issues", "parties", "actors") if before[key] != after[key]]
    said += [f"without {event.name}" for event in first.events if event not in second.events]
    said += [f"with {event.name}" for event in second.events if event not in first.events]
    return "; ".join([*said, *luck]) or "the same again"


def compared(one: Session, other: Session, *, resting: bool) -> dict[str, Any]:
    """What the page says of two sessions; the month they part only while the clock rests (it reads whole ledgers)."""
    casts = (one.run.cast, other.run.cast)
    found: Difference = difference(one.now, other.now, casts)
    month = parted(one, other) if resting else None
    return {
        "both": found.both,
        "only": [found.first, found.second],
        "examples": [[list(pair) for pair in pairs] for pairs in found.examples],
        "parted": None if month is None else casts[0].date(month),
        "resting": resting,
        "told": told(one, other),
    }


def banded(now: Snapshot, bands: Bands) -> list[dict[str, Any]]:
    """The charts of a month over the bands of many runs: of each total that both have."""
    charts = []
    for title, unit, lines in CHARTS:
        series, shades = [], []
        for name, label, colour in lines:
            if name not in bands.middle or name not in now.totals:
                continue
            look = {"label": f"{label}, {bands.runs} runs", "colour": colour}
            played = now.totals[name].round(4).tolist()
            series.append({"label": label, "colour": colour, "values": played, "dash": False})
            series.append({**look, "values": list(bands.middle[name]), "dash": True})
            shades.append({**look, "low": list(bands.low[name]), "high": list(bands.high[name])})
        if series:
            charts.append({"title": title, "unit": unit, "series": series, "bands": shades})
    return charts


def overlaid(one: Snapshot, other: Snapshot) -> list[dict[str, Any]]:
    """The charts of two months in one: the second world's lines are dashed."""
    second = {chart["title"]: chart for chart in charts_of(other)}
    charts = []
    for chart in charts_of(one):
        beside = second.get(chart["title"], {"series": []})
        dashed = [{**line, "label": f"{line['label']} (B)", "dash": True} for line in beside["series"]]
        solid = [{**line, "label": f"{line['label']} (A)", "dash": False} for line in chart["series"]]
        charts.append({"title": chart["title"], "unit": chart["unit"], "series": solid + dashed, "bands": []})
    return charts
