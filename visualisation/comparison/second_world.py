"""The second world: how it is made from what a visitor asks for, and what the page says about the two."""

from collections.abc import Mapping
from typing import TypedDict

from paradiplomacy.scenarios.format import change
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.schema import groups
from paradiplomacy.visualisation.comparison.difference import difference, first_divergence
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.session import Run, Session
from paradiplomacy.visualisation.session.snapshot import Snapshot

type Drawn = tuple[Run, Snapshot]

SAME = ""
"""The choice of no other scenario."""


class Comparison(TypedDict):
    """Data of the page on two worlds.

    Attributes:
        both, only: Pairs with an agreement in force in both worlds, and in each of the two only.
        examples: Names of such pairs, for each world.
        diverged: Date of the first event that differs; None if there is none, or while the clock runs.
        resting: Whether the clock rests.
        change: What distinguishes the second world from the first.
        warning: In what the two are different worlds; empty where they can be compared.
    """

    both: int
    only: list[int]
    examples: list[list[list[str]]]
    diverged: str | None
    resting: bool
    change: str
    warning: str


def second_world(session: Session, form: Mapping[str, object]) -> Session:
    """Make a second world at the same month.

    Args:
        session: The first world.
        form: ``scenario`` (a name of the library; empty for the same one with its changes), ``seed`` (empty for the
            same), ``changes`` (lines of ``path=value``).

    Returns:
        The session of the second world.

    Raises:
        ScenarioError: The scenario or a change is wrong.
        SeedError: The seed is wrong.
    """
    name, run = str(form.get("scenario", SAME)), session.run
    lines = [line for line in str(form.get("changes", "")).splitlines() if line.strip()]
    changes = dict(change.parse_assignment(line) for line in lines)
    # Another scenario may lack what the visitor has changed in this one.
    inherited = run.changes if name == SAME else {}
    seed = str(form.get("seed", "")).strip() or run.seed
    replicate = run.replicate if str(seed) == str(run.seed) else 0
    base = session.plain if name == SAME else name
    owner = session.owner if name == SAME else None
    made = Session(
        base, seed=seed, changes={**inherited, **changes}, replicate=replicate, owner=owner, host=session.host
    )
    # Both worlds are at the same month from the start, because they share one clock.
    made.go_to(session.now.month)
    return made


def change_between(one: Session, other: Session) -> str:
    """Return what distinguishes the second world from the first, in one line."""
    first, second = one.run.scenario, other.run.scenario
    seed = [] if other.run.seed == one.run.seed else [f"seed {other.run.seed}"]
    if second.name != first.name:
        return "; ".join([second.title, *seed])
    found = [f"months = {second.months}"] if second.months != first.months else []
    found += [
        f"{group}.{key} = {value}"
        for group in groups(Scenario)
        for key, value in as_data(getattr(second, group)).items()
        if value != as_data(getattr(first, group))[key]
    ]
    found += [
        f"{key} changed" for key in ("issues", "parties", "actors") if getattr(first, key) != getattr(second, key)
    ]
    found += [f"without {event.name}" for event in first.events if event not in second.events]
    found += [f"with {event.name}" for event in second.events if event not in first.events]
    return "; ".join([*found, *seed]) or "the same as A"


def warning_between(one: Roster, other: Roster) -> str:
    """Return in what two worlds are too different to be compared; empty where they can be.

    Where actors, start or horizon differ, a difference in results need not come from the rules and values that differ too.
    """
    parts = []
    missing, added = len(set(one.ids) - set(other.ids)), len(set(other.ids) - set(one.ids))
    if missing or added:
        parts.append(f"{missing} actors are only in A and {added} only in B")
    if one.start != other.start:
        parts.append(f"A starts in {one.start} and B in {other.start}")
    if one.horizon != other.horizon:
        parts.append(f"A has {one.horizon} months and B {other.horizon}")
    if not parts:
        return ""
    return (
        f"These are two different worlds: {'; '.join(parts)}. What differs between them need not come from the change."
    )


def compared(one: Session, other: Session, shown: tuple[Drawn, Drawn], *, resting: bool) -> Comparison:
    """Compare two sessions.

    Args:
        one: The first world.
        other: The second world.
        shown: Their runs and months that the page draws; a session may be further on already.
        resting: Whether the clock rests; the first divergence is sought only then, since it reads whole ledgers.

    Returns:
        Data of the page.
    """
    (first, now), (second, then) = shown
    rosters = (first.roster, second.roster)
    found = difference(now, then, rosters)
    month = first_divergence(one, other) if resting else None
    return Comparison(
        both=found.both,
        only=[found.first, found.second],
        examples=[[list(pair) for pair in pairs] for pairs in found.examples],
        diverged=None if month is None else rosters[0].date(month),
        resting=resting,
        change=change_between(one, other),
        warning=warning_between(*rosters),
    )
