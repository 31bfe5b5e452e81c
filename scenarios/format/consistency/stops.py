"""Stops of the story: in order, short, and with slots that can be filled."""

from paradiplomacy.model.calendar import month_of
from paradiplomacy.scenarios.format.consistency.entries import entries
from paradiplomacy.scenarios.format.problem import Path, Report, did_you_mean, shown
from paradiplomacy.scenarios.format.scenario import Scenario, Stop
from paradiplomacy.scenarios.story.slots import MOST_WORDS, SLOTS, slots_in, words, written

PAIR = 2


def check_stops(scenario: Scenario, report: Report) -> None:
    """Note stops that are out of order, long sentences, and slots that do not exist or lack their club."""
    last, seen = "", set[str]()
    for path, stop in entries(scenario.stops, "stops", report):
        if stop.name in seen and not report.wrong((*path, "name")):
            report.add((*path, "name"), stop.name, f"duplicate name {shown(stop.name)}", "expected each name once")
        seen.add(stop.name)
        # Not against the start: a change may move that, and a stop before it is merely not reached.
        if not report.wrong((*path, "date")):
            _date(stop, last, path, report)
            last = max(last, stop.date)
        if not report.wrong((*path, "says")):
            _sentence(stop, path, report)
        if not report.wrong((*path, "number")):
            _slot(stop, stop.number, (*path, "number"), report)
        if not report.wrong((*path, "why")):
            _why(stop, path, report)


def _date(stop: Stop, earliest: str, path: Path, report: Report) -> None:
    """Check that the clock reaches a stop after those before it, and what it counts since before the stop."""
    if stop.date < earliest:
        wrong = f"{shown(stop.date)} is before the stop above it"
        report.add((*path, "date"), stop.date, wrong, f"expected {earliest} or later")
    elif stop.since is not None and not report.wrong((*path, "since")) and month_of(stop.since, stop.date) < 0:
        wrong = f"{shown(stop.since)} is after the stop"
        report.add((*path, "since"), stop.since, wrong, f"expected {stop.date} or earlier")


def _why(stop: Stop, path: Path, report: Report) -> None:
    """Check that there is something to explain: the talks of two, or the membership of one."""
    if len(stop.why) > PAIR:
        right = "expected two, or one and its club"
        report.add((*path, "why"), list(stop.why), f"{len(stop.why)} actors", right)
    elif len(stop.why) == 1 and stop.club is None:
        right = 'expected a second one, or club = "NAME"'
        report.add((*path, "why"), list(stop.why), "one actor and no club", right)


def _sentence(stop: Stop, path: Path, report: Report) -> None:
    where = (*path, "says")
    # Words with slots as they are read: a sentence must not become too long only because a run has large numbers.
    count = words(stop.says)
    if count > MOST_WORDS:
        report.add(where, stop.says, f"a sentence of {count} words", f"expected at most {MOST_WORDS}")
    for content in slots_in(stop.says):
        slot = written(content)
        if slot is None:
            right = "expected {signed} or, with a noun, {signed:agreement} or {joined:city/cities}"
            report.add(where, stop.says, f"{shown(content)} is not a slot", right)
        else:
            _slot(stop, slot.name, where, report)


def _slot(stop: Stop, name: str, where: Path, report: Report) -> None:
    """Check that a slot exists, and that the stop names the club that it counts."""
    if name not in SLOTS:
        report.add(where, name, f"unknown slot {shown(name)}", did_you_mean(name, SLOTS))
    elif SLOTS[name].of_club and stop.club is None:
        report.add(where, name, f"{shown(name)} counts members of a club", 'expected club = "NAME" as well')
