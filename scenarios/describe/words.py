"""Values, months and events of a scenario in words."""

from typing import Any

from paradiplomacy.model.calendar import date_of
from paradiplomacy.scenarios.format.scenario import Club, Expectation, Happening, Scenario


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
    return date_of(scenario.start, scenario.months - 1)


def event_words(event: Happening) -> str:
    """What an event does, in a sentence."""
    who = value_text(event.who)
    issues = f" on {value_text(event.issues)}" if event.issues else ""
    if event.kind == "summit":
        host = f" {event.host} hosts" if event.host else "It convenes"
        club = f"; it is the summit of {event.club}, where membership is weighed" if event.club else ""
        return f"{host.strip()} {who}{issues}; each invitee opens {event.meetings} negotiations{club}"
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
    if event.kind in ("exit", "join"):
        return f"{who} {'leaves' if event.kind == 'exit' else 'joins'} {event.club}"
    refused = f"signs nothing with {value_text(event.partners)} in that month"
    return f"{who} {refused if event.kind == 'refusal' else f'leaves its agreements{issues}'}"


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


def club_words(club: Club) -> str:
    """What a club or treaty is, in a few sentences."""
    large = f" of at least {value_text(club.least_population)} inhabitants" if club.least_population else ""
    on = value_text(club.issues) if club.issues else "all issues"
    says = [f"{club.host + ' hosts' if club.host else 'It is open to'} {value_text(club.invited)}{large}, on {on}"]
    if club.members:
        says.append(f"its first members are {value_text(club.members)}")
    if club.settles:
        says.append("those invited decide together at its founding")
    gives = [
        f"{value_text(amount)} % of budget {what}"
        for amount, what in ((club.good, "for each fellow member"), (club.bonus, "however many there are"))
        if amount
    ]
    says += [f"a member has {' and '.join(gives)}"] if gives else []
    says += [f"it costs US$ {value_text(club.dues)} million a year"] if club.dues else []
    needs = [f"{club.clause} members"] if club.clause else []
    needs += [f"{value_text(100 * club.clause_share)} % of the economy of those invited"] if club.clause_share else []
    says += [f"it is in force with {' and '.join(needs)}"] if needs else []
    says += [f"who delivers less than {value_text(club.standard)} may be expelled"] if club.standard > -0.5 else []
    says += [f"a summit every {club.interval} months"] if club.interval else []
    says += [f"its terms are set by the rule {club.charter}"] if club.charter else []
    return "; ".join(says)


def _shock(event: Happening) -> tuple[tuple[str, float | None], ...]:
    return (("rises by", event.add), ("is multiplied by", event.factor), ("becomes", event.to))
