"""A valid scenario, and what one check of consistency notes about it once something is changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import Path, Report, path_text
from paradiplomacy.scenarios.format.scenario import Scenario

Check = Callable[[Scenario, Report], None]
Noted = Callable[..., list[str]]


@pytest.fixture
def report() -> Report:
    """A report without problems."""
    return Report(lambda _: "", path_text)


@pytest.fixture
def noted(report: Report) -> Noted:
    """Returns the messages of a check about the baseline with other fields; ``known`` are paths found wrong before."""

    def run(check: Check, *, known: tuple[Path, ...] = (), **fields: Any) -> list[str]:
        for path in known:
            report.add(path, None, "wrong already")
        check(replace(read.read("baseline"), **fields), report)
        return [str(problem) for problem in report.problems[len(known) :]]

    return run
