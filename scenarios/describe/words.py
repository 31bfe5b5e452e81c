"""Values, months, clubs and expectations of a scenario as text; events describe themselves (``model/events``)."""

from paradiplomacy.model.calendar import date_of
from paradiplomacy.scenarios.format.scenario import Club, Expectation, Scenario

NO_STANDARD = -0.5  # a delivered share below this does not occur: a club with this standard expels nobody


def value_text(value: object) -> str:
    """Return a value as a reader would write it, without quotes."""
    # First, because a bool is an int in Python and would be shown as True.
    if isinstance(value, bool):
        return "yes" if value else "no"
    # Ten digits hide the rounding of decimals and distinguish any two parameters that a person has typed.
    if isinstance(value, float):
        return f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
    if isinstance(value, dict):
        return ", ".join(f"{key} {value_text(each)}" for key, each in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(value_text(each) for each in value) or "none"
    return "none" if value is None else str(value)


def last_month(scenario: Scenario) -> str:
    """Return the last month before the horizon, as ``2020-12``."""
    return date_of(scenario.start, scenario.months - 1)


def expectation_words(expected: Expectation) -> str:
    """Describe an expectation in a sentence."""
    if expected.direction == "between":
        return f"{expected.measure} is between {value_text(expected.low)} and {value_text(expected.high)}"
    parts = [f"{expected.against} over the same months"] if expected.against else []
    parts += [f"the same without {value_text(expected.without)}"] if expected.without else []
    parts += [f"the same with {value_text(expected.changes)}"] if expected.changes else []
    compared = f"compared with {' and '.join(parts)}"
    if expected.direction == "no_change":
        return f"{expected.measure} changes by at most {value_text(expected.within)}, {compared}"
    return f"{expected.measure} {expected.direction}, {compared}"


def club_words(club: Club) -> str:
    """Describe a club or treaty in a few phrases."""
    return "; ".join([*_invited(club), *_benefits(club), *_charter(club)])


def _invited(club: Club) -> list[str]:
    large = f" of at least {value_text(club.least_population)} inhabitants" if club.least_population else ""
    on = value_text(club.issues) if club.issues else "all issues"
    host = f"hosted by {club.host}, " if club.host else ""
    return [
        f"{host}open to {value_text(club.invited)}{large}, on {on}",
        *([f"founding members: {value_text(club.members)}"] if club.members else []),
        *(["those invited decide together at the founding"] if club.settles else []),
    ]


def _benefits(club: Club) -> list[str]:
    amounts = ((club.good, "for each fellow member"), (club.bonus, "independent of the number of members"))
    gives = [f"{value_text(amount)} % of budget {about}" for amount, about in amounts if amount]
    return [
        *([f"benefit of a member: {' and '.join(gives)}"] if gives else []),
        *([f"dues: US$ {value_text(club.dues)} million a year"] if club.dues else []),
    ]


def _charter(club: Club) -> list[str]:
    needs = [f"{club.clause} members"] if club.clause else []
    needs += [f"{value_text(100 * club.clause_share)} % of the invited actors' GDP"] if club.clause_share else []
    standard = f"members delivering less than {value_text(100 * club.standard)} % may be expelled"
    return [
        *([f"in force with {' and '.join(needs)}"] if needs else []),
        *([f"open for ratification from {club.opened}"] if club.opened else []),
        *([f"ratified at {value_text(club.pace)} times the usual hazard"] if club.pace != 1.0 else []),
        *([standard] if club.standard > NO_STANDARD else []),
        *([f"a summit every {club.interval} months"] if club.interval else []),
        *([f"terms set by the rule {club.charter}"] if club.charter else []),
    ]
