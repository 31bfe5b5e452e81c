"""A small run whose tables hold the most awkward values that tables can hold, for tests of what is stored."""

import numpy as np
import pandas as pd

from paradiplomacy.experiments.results import provenance
from paradiplomacy.experiments.results.store import TABLES, Run
from paradiplomacy.experiments.results.tidy import tidy


def awkward_table() -> pd.DataFrame:
    """A table of the most awkward values."""
    return pd.DataFrame(
        {
            "month": pd.array([-12, 0, None], dtype="Int64"),
            "date": ["2014-01", "2015-01", None],
            "actor": ["NAM", "NAM:windhoek", None],
            "actor_name": ["Namibia", 'Saint-Denis, "La" Réunion\n# 2', None],
            "code": ["NA", "null", "nan"],
            "count": [2**62, 0, -1],
            "value": [0.1 + 0.2, np.nan, 5e-324],
            "coordinated": [True, False, True],
            "maybe": pd.array([True, None, False], dtype="boolean"),
            "position": np.array([1 / 3, 0.1, -1], dtype=np.float32),
            "nothing": [None, None, None],
        }
    )


def small_run(**changes: object) -> Run:
    facts = {
        "scenario": "c40-paris",
        "title": "The mayors at the Paris climate conference",
        "scenario_hash": "ab" * 32,
        "changes": {"politics.election_interval": 48},
        "seed": 2**63 - 1,
        "replicate": 0,
        "start": "2015-01",
        "months": 2,
        "horizon": 2,
        "burn_in": 12,
        "outcome": "complete",
        "error": "",
        "digest": "cd" * 32,
        "commit": "unknown",
        "dirty": None,
        "versions": provenance.versions(),
        "command": "paradiplomacy run c40-paris",
        "started_at": "2026-01-01T00:00:00+00:00",
        "wall_seconds": 1.5,
    }
    manifest = provenance.Manifest(**{**facts, **changes})  # type: ignore[arg-type]
    return Run(manifest, 'title = "x"\n', {name: tidy(awkward_table()) for name in TABLES})
