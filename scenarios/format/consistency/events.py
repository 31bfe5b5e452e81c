"""Dated events: not before the start, and free of the faults that their kind defines (``model/events``)."""

from paradiplomacy.scenarios.format.consistency.entries import entries
from paradiplomacy.scenarios.format.problem import Path, Report, shown
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import KIND


def check_events(scenario: Scenario, report: Report) -> None:
    """Note dates before the start, and what each kind of event finds wrong with itself."""
    for path, actor in entries(scenario.actors, "actors", report):
        if actor.next_election is not None:
            _not_before_start(actor.next_election, scenario, (*path, "next_election"), report)
    for path, event in entries(scenario.events, "events", report):
        _not_before_start(event.date, scenario, (*path, "date"), report)
        if report.wrong((*path, KIND)):
            continue
        for fault in event.faults():
            where = (*path, fault.key)
            if not report.wrong(where, *((*path, key) for key in fault.also)):
                report.add(where, getattr(event, fault.key), fault.wrong, fault.right)


def _not_before_start(date: str, scenario: Scenario, path: Path, report: Report) -> None:
    if date < scenario.start and not report.wrong(path, ("start",)):
        report.add(path, date, f"{shown(date)} is before the start", f"expected {scenario.start} or later")
