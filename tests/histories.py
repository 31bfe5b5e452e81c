"""Short histories written by hand, as tables of events."""

import pandas as pd

COLUMNS = (
    "month",
    "kind",
    "agreement",
    "actor",
    "other",
    "issue",
    "detail",
    "reason",
    "club",
    "value",
    "terms_climate",
)


def history(*rows: dict) -> pd.DataFrame:
    """A table of events, as a saved run holds it."""
    table = pd.DataFrame([dict.fromkeys(COLUMNS) | row for row in rows], columns=list(COLUMNS))
    table.insert(0, "event", range(len(table)))
    return table.astype({"agreement": "float64", "value": float, "terms_climate": float, "month": int})


def event(month: int, kind: str, actor: str = "FRA:paris", other: str = "USA:boston", **rest: object) -> dict:
    return {"month": month, "kind": kind, "actor": actor, "other": other, "agreement": 0} | rest


OPENED = event(0, "opened", detail="plan", terms_climate=1.0)
SIGNED = event(2, "signed", terms_climate=0.4)
BINDING = (
    event(3, "ratified"),
    event(4, "ratified", "USA:boston", "FRA:paris"),
    event(4, "in_force"),
)
