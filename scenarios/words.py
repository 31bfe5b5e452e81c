"""Values, months and events of a scenario in words."""

from typing import Any

from paradiplomacy.scenarios.scenario import Expectation, Happening, Scenario


def value_text(value: Any) -> str:
    """A value as a reader would write it, without quotes."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
    if isinstance(value, dict):
        return ", ".join(f"{key} {value_text(each)}" for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(value_text(each) for each in value) or "none"
    return "none" if value is None else str(value)


def last_month(scenario: Scenario) -> str:
    """The last month before the horizon, as ``2020-12``."""
    year, month = (int(part) for part in scenario.start.split("-"))
    years, month = divmod(month - 1 + scenario.months - 1, 12)
    return f"{year + years:04d}-{month + 1:02d}"


def event_words(event: Happening) -> str:
    """What an event does, in a sentence."""
    who = value_text(event.who)
    issues = f" on {value_text(event.issues)}" if event.issues else ""
    if event.kind == "summit":
        host = f" {event.host} hosts" if event.host else "It convenes"
        return f"{host.strip()} {who}{issues}; each invitee opens {event.meetings} negotiations"
    if event.kind == "shock":
        how = next(f"{verb} {value_text(number)}" for verb, number in _shock(event) if number is not None)
        return f"{who}: {event.column}{issues} {how}"
    if event.kind == "law":
        says = [f"consent becomes {event.consent}"] if event.consent else []
        says += (
            [f"preemption is {'enacted' if event.preemption else 'repealed'}"] if event.preemption is not None else []
        )
        return f"{who}: {' and '.join(says)}{issues}"
    if event.kind == "election":
        return f"{who} votes; " + (f"{event.party} wins" if event.party else "the simulation decides who wins")
    return f"{who} leaves its agreements{issues}"


def expectation_words(expected: Expectation) -> str:
    """What is expected, in a sentence."""
    if expected.direction == "between":
        return f"{expected.measure} lies between {value_text(expected.low)} and {value_text(expected.high)}"
    says = [f"{expected.against} over the same months"] if expected.against else []
    says += [f"the same without {value_text(expected.without)}"] if expected.without else []
    says += [f"the same with {value_text(expected.changes)}"] if expected.changes else []
    compared = f"compared with {' and '.join(says)}"
    if expected.direction == "no_change":
        return f"{expected.measure} changes by at most {value_text(expected.within)}, {compared}"
    return f"{expected.measure} {expected.direction}, {compared}"


def _shock(event: Happening) -> tuple[tuple[str, float | None], ...]:
    return (("rises by", event.add), ("is multiplied by", event.factor), ("becomes", event.to))
