"""Comparisons of whole batches, for tests of how they are done."""

import pandas as pd

from paradiplomacy.experiments.results.batch import BatchResults

OWN_TO_A_SESSION = ["seconds", "session"]


def rows(results: BatchResults) -> dict[str, pd.DataFrame]:
    """All tables, without what differs from one session to another."""
    return {name: results[name].drop(columns=OWN_TO_A_SESSION, errors="ignore") for name in results}


def assert_same(one: BatchResults, two: BatchResults) -> None:
    assert list(one) == list(two)
    for name, table in rows(one).items():
        pd.testing.assert_frame_equal(table, rows(two)[name], check_exact=True)


def assert_whole(results: BatchResults, runs: int) -> None:
    assert results.runs["run"].tolist() == list(range(runs))
    assert results.outcomes["run"].tolist() == results.runs.loc[results.runs["status"] == "complete", "run"].tolist()
