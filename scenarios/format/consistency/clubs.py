"""Clubs and treaties: each name once, a known rule, and members of the level that the kind allows."""

from collections.abc import Mapping
from types import MappingProxyType

from paradiplomacy.agents.fields import Level
from paradiplomacy.model.vocabulary import ClubKind
from paradiplomacy.scenarios.format.consistency.entries import entries
from paradiplomacy.scenarios.format.problem import Path, Report, did_you_mean, shown
from paradiplomacy.scenarios.format.scenario import Club, Scenario
from paradiplomacy.scenarios.names import directory

LEVEL_OF_KIND: Mapping[str, Level] = MappingProxyType(
    {ClubKind.CITY_CLUB.word: "city", ClubKind.NATION_TREATY.word: "nation"}
)


def known_charters() -> tuple[str, ...]:
    """Return the rules that set the terms of a charter."""
    from paradiplomacy.model.rules import CATALOGUE

    return tuple(CATALOGUE["charter"])


def check_clubs(scenario: Scenario, report: Report) -> None:
    """Note duplicate names, unknown rules, members of the wrong level, and treaties that open before they exist."""
    seen: set[str] = set()
    for path, club in entries(scenario.clubs, "clubs", report):
        if club.name in seen and not report.wrong((*path, "name")):
            wrong = f"duplicate name {shown(club.name)}"
            report.add((*path, "name"), club.name, wrong, "expected each of the clubs once")
        seen.add(club.name)
        if not club.invited and not report.wrong((*path, "invited")):
            right = 'expected invited = ["FRA"] or another list of cities, nations or groups'
            report.add((*path, "invited"), None, "no invited actors", right)
        for key in ("invited", "members"):
            _level(club, key, path, report)
        if club.charter is not None and club.charter not in known_charters() and not report.wrong((*path, "charter")):
            right = did_you_mean(club.charter, known_charters())
            report.add((*path, "charter"), club.charter, f"unknown rule {shown(club.charter)}", right)
        _opened(club, path, report)


def _opened(club: Club, path: Path, report: Report) -> None:
    """Check that nations do not ratify what is not founded yet."""
    known = not report.wrong((*path, "opened")) and not report.wrong((*path, "founded"))
    if club.opened is not None and known and club.opened < club.founded:
        report.add((*path, "opened"), club.opened, f"opened in {club.opened}", f"expected {club.founded} or later")


def _level(club: Club, key: str, path: Path, report: Report) -> None:
    """Check that those named are of the level that a club of this kind takes."""
    level = LEVEL_OF_KIND.get(club.kind, "both")
    if report.wrong((*path, "kind")):
        return
    for index, text in enumerate(getattr(club, key)):
        # A selector of no valid form is of level "both" here; another check reports it.
        if "both" not in (level, directory.level_of(text)) and directory.level_of(text) != level:
            right = f"expected {'cities' if level == 'city' else 'nations'} in a {club.kind}"
            report.add((*path, key, index), text, f"{shown(text)} in a {club.kind}", right)
