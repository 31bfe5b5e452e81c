"""What has to fit together in a scenario: names that others use, orders of numbers, what each kind of event needs.

The checks go over values that are right each by itself; where one was wrong (``WRONG``), what depends on it is
passed over, so that one fault is told once. Long because it is the one list of such rules.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from paradiplomacy.agents.fields import Level
from paradiplomacy.scenarios.format.problem import Path, Report, did_you_mean, path_text, shown
from paradiplomacy.scenarios.format.schema import LABELS, fields, lists
from paradiplomacy.scenarios.format.value import WRONG
from paradiplomacy.scenarios.names import known

NAME = re.compile(r"[\w-]{1,40}")
IN_ORDER = (
    ("response", "grant_low", "grant_high"),
    ("response", "court_low", "court_high"),
    ("world", "least", "largest"),
)
SHARES = (("form", "declaration", "plan"),)
RANGE_BY_COLUMN = MappingProxyType(
    {
        "position": (-1, 1),
        "public": (-1, 1),
        "need": (0, 1),
        "salience": (0, 1),
        "trust": (0, 1),
        "reputation": (0, 1),
        "gdp": (0, 1e6),
        "population": (0, 1e10),
    }
)
COLUMNS_BY_ISSUE = ("position", "public", "need", "salience")
CHANGES = ("add", "factor", "to")
EXAMPLES = MappingProxyType(
    {
        "who": 'who = ["FRA"] or another list of cities, nations or groups',
        "partners": 'partners = ["USA:new york"] or another list of cities, nations or groups',
        "issues": 'issues = ["climate"] or another list of issues',
        "column": 'column = "trust" or another of ' + ", ".join(RANGE_BY_COLUMN),
        "club": "club and the name of one of the [[clubs]]",
    }
)
NEEDS = MappingProxyType(
    {
        "summit": ("who",),
        "shock": ("who", "column"),
        "withdrawal": ("who", "issues"),
        "exit": ("who", "club"),
        "join": ("who", "club"),
        "law": ("who", "issues"),
        "election": ("who",),
        "refusal": ("who", "partners"),
    }
)
MAY_HAVE = MappingProxyType(
    {
        "summit": ("host", "issues", "meetings", "club"),
        "shock": ("issues", *CHANGES),
        "withdrawal": (),
        "exit": (),
        "join": (),
        "law": ("consent", "preemption"),
        "election": ("party",),
        "refusal": (),
    }
)
ABOUT_ONE_LEVEL: Mapping[Level, tuple[str, ...]] = MappingProxyType(
    {"nation": ("consent",), "city": ("autonomy", "grant_share")}
)
LEVEL_OF_CLUB: Mapping[str, Level] = MappingProxyType({"city club": "city", "nation treaty": "nation"})
ALWAYS = ("date", "kind", "name", "source")
COMPARED = ("against", "changes", "without")
COMPARED_WORDS = ", ".join(COMPARED)

type Values = Mapping[str, Any]


def check_whole(values: Values, report: Report) -> None:
    """Note everything that does not fit together.

    Args:
        values: Every field of the scenario by name, groups as dicts, lists as lists of dicts, each value in its
            type or ``WRONG``.
        report: Where the problems go.
    """
    _orders(values, report)
    _world(values["world"], report)
    for key in ("issues", "parties"):
        _not_empty(key, values[key], report)
        _names(key, values, report)
    for path, entry in _entries("issues", values):
        _competence(entry, path, report)
    names = {key: _labels(key, values) for key in ("issues", "parties")}
    for key in ("parties", "actors", "clubs", "events"):
        for path, entry in _entries(key, values):
            _issues_known(entry, names["issues"], path, report)
            _party_known(entry, names["parties"], path, report)
    for path, entry in _entries("actors", values):
        _actor(entry, values, path, report)
    clubs = _labels("clubs", values)
    for path, entry in _entries("clubs", values):
        _club(entry, values, clubs, path, report)
    for path, entry in _entries("events", values):
        _event(entry, values, path, report)
        _club_known(entry["club"], values, clubs, path, report)
    for path, entry in _entries("comparisons", values):
        _comparison(entry, path, report)
    for path, entry in _entries("expectations", values):
        _expectation(entry, path, report)


def _entries(key: str, values: Values) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The usable entries of a list, with their paths."""
    entries = values[key]
    if entries is not WRONG:
        yield from (((key, index), entry) for index, entry in enumerate(entries) if entry is not WRONG)


def _labels(key: str, values: Values) -> list[str] | None:
    """The names of all entries; None where one of them cannot be known."""
    if not values[key] or values[key] is WRONG or WRONG in values[key]:
        return None
    labels = [entry[LABELS[key]] for entry in values[key]]
    return None if WRONG in labels else labels


def _right(*values: object) -> bool:
    """Whether all of the values are there and right."""
    return all(value is not WRONG and value is not None for value in values)


def _orders(values: Values, report: Report) -> None:
    for group, low, high in IN_ORDER:
        least, largest = values[group][low], values[group][high]
        if _right(least, largest) and least > largest:
            path = (group, low)
            report.add(path, least, f"{shown(least)} is above {high}, {shown(largest)}", f"want {low} <= {high}")
    for group, one, other in SHARES:
        shares = values[group]
        if _right(shares[one], shares[other]) and shares[one] + shares[other] > 1 + 1e-9:
            total = f"{shares[one] + shares[other]:.10g}"
            report.add((group, one), shares[one], f"{one} and {other} sum to {total}", "want at most 1 in sum")


def _world(world: Values, report: Report) -> None:
    if world["kind"] == "synthetic":
        for key in ("cities", "nations"):
            if world[key] == 0:
                report.add(("world", key), 0, f"0 {key} in a drawn world", "want at least 1")
        if _right(world["regions"]) and world["regions"]:
            report.add(("world", "regions"), world["regions"], "regions in a drawn world", "want none")
    if world["kind"] == "facts" and _right(world["regions"]):
        regions = known.known().regions
        for index, region in enumerate(world["regions"]):
            if region not in regions:
                path = ("world", "regions", index)
                report.add(path, region, f"{shown(region)} is no region", did_you_mean(region, sorted(regions)))


def _not_empty(key: str, entries: Any, report: Report) -> None:
    if entries is not WRONG and not entries:
        report.add((key,), None, f"no {key}", f'want at least one [[{key}]]; extends = "baseline" brings some')


def _names(key: str, values: Values, report: Report) -> None:
    label = LABELS[key]
    seen: Counter[str] = Counter()
    for path, entry in _entries(key, values):
        name = entry[label]
        if not _right(name):
            continue
        seen[name] += 1
        if seen[name] > 1:
            report.add((*path, label), name, f"{shown(name)} is named twice", f"want each of the {key} once")
        elif not NAME.fullmatch(name):
            report.add((*path, label), name, f"{shown(name)} is no name", "want at most 40 letters, digits, _ or -")


def _competence(issue: Values, path: Path, report: Report) -> None:
    local, national = issue["local"], issue["national"]
    if _right(local, national) and local + national > 1 + 1e-9:
        wrong = f"local and national sum to {local + national:.10g}"
        report.add((*path, "local"), local, wrong, "want at most 1 in sum; the rest is joint")


def _issues_known(entry: Values, names: list[str] | None, path: Path, report: Report) -> None:
    """Issues named in lists and as keys of tables."""
    if names is None:
        return
    for key, value in entry.items():
        if isinstance(value, dict):
            used = [(name, (*path, key, name)) for name in value]
        elif key == "issues" and _right(value):
            used = [(name, (*path, key, index)) for index, name in enumerate(value)]
        else:
            continue
        for name, where in used:
            if name not in names:
                report.add(where, name, f"{shown(name)} is no issue", did_you_mean(name, names))


def _party_known(entry: Values, labels: list[str] | None, path: Path, report: Report) -> None:
    party = entry.get("party")
    if labels is not None and isinstance(party, str) and party not in labels:
        report.add((*path, "party"), party, f"{shown(party)} is no party", did_you_mean(party, labels))


def _actor(actor: Values, values: Values, path: Path, report: Report) -> None:
    if all(value is None for key, value in actor.items() if key != "who"):
        report.add(path, None, "says nothing", "want something to say, such as trust = 0.6")
    for level, keys in ABOUT_ONE_LEVEL.items():
        told = next((key for key in keys if _right(actor[key])), None)
        if told is not None and _right(actor["who"]) and known.level_of(actor["who"]) not in (level, "both"):
            right = f"only {'cities have' if level == 'city' else 'nations have'} {told}"
            report.add((*path, told), actor["who"], f"{shown(actor['who'])} has no {told}", right)
    _who(actor["who"], values, (*path, "who"), report)
    _not_before_start(actor["next_election"], values, (*path, "next_election"), report)


def _club(club: Values, values: Values, clubs: list[str] | None, path: Path, report: Report) -> None:
    """A club: named once, its rule known, everybody it names of the level that its kind takes."""
    name, kind = club["name"], club["kind"]
    if clubs is not None and clubs.index(name) != path[1]:
        report.add((*path, "name"), name, f"{shown(name)} is named twice", "want each of the clubs once")
    if _right(club["invited"]) and not club["invited"]:
        report.add(
            (*path, "invited"), None, "nobody is invited", f"want {EXAMPLES['who']}".replace("who =", "invited =")
        )
    level = LEVEL_OF_CLUB.get(kind, "both") if _right(kind) else "both"
    for key in ("invited", "members"):
        for index, text in enumerate(club[key] if _right(club[key]) else ()):
            where = (*path, key, index)
            _who(text, values, where, report)
            if _right(text) and "both" not in (level, known.level_of(text)) and known.level_of(text) != level:
                wrong = f"{shown(text)} in a {kind}"
                report.add(where, text, wrong, f"want {'cities' if level == 'city' else 'nations'} in a {kind}")
    charters = known_charters()
    if _right(club["charter"]) and club["charter"] not in charters:
        right = did_you_mean(club["charter"], charters)
        report.add((*path, "charter"), club["charter"], f"{shown(club['charter'])} is no rule", right)
    _who(club["host"], values, (*path, "host"), report, one=True)


def known_charters() -> tuple[str, ...]:
    """The rules that set the terms of a charter."""
    from paradiplomacy.model.rules import CATALOGUE

    return tuple(CATALOGUE["charter"])


def _club_known(club: Any, values: Values, clubs: list[str] | None, path: Path, report: Report) -> None:
    if not _right(club) or (clubs is None and values["clubs"]):
        return
    if club not in (clubs or ()):
        near = did_you_mean(club, clubs) if clubs else "the scenario has no [[clubs]]"
        report.add((*path, "club"), club, f"{shown(club)} is no club", near)


def _event(event: Values, values: Values, path: Path, report: Report) -> None:
    kind = event["kind"]
    nations_only = kind in ("withdrawal", "law")
    _not_before_start(event["date"], values, (*path, "date"), report)
    for index, text in enumerate(event["who"] if _right(event["who"]) else ()):
        _who(text, values, (*path, "who", index), report, nations_only=nations_only)
    for index, text in enumerate(event["partners"] if _right(event["partners"]) else ()):
        _who(text, values, (*path, "partners", index), report)
    _who(event["host"], values, (*path, "host"), report, one=True)
    if _right(kind):
        _has_what_its_kind_needs(event, path, report)
        _has_nothing_else(event, path, report)
    if kind == "shock":
        _shock(event, path, report)
    if kind == "law" and event["consent"] is None and event["preemption"] is None:
        report.add((*path, "consent"), None, "a law that sets nothing", "want consent or preemption")


def _who(
    text: Any, values: Values, path: Path, report: Report, *, nations_only: bool = False, one: bool = False
) -> None:
    world = values["world"]["kind"]
    if not _right(text, world):
        return
    regions = values["world"]["regions"]
    acting = regions if _right(regions) else known.known().regions
    fault = known.fault(text, drawn=world == "synthetic", nations_only=nations_only, one=one, regions=acting)
    if fault is not None:
        report.add(path, text, f"{shown(text)}: {fault[0]}", fault[1])


def _not_before_start(date: Any, values: Values, path: Path, report: Report) -> None:
    if _right(date, values["start"]) and date < values["start"]:
        report.add(path, date, f"{shown(date)} is before the start", f"want {values['start']} or later")


def kind_words(kind: str) -> str:
    """A kind of event with its article."""
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _has_what_its_kind_needs(event: Values, path: Path, report: Report) -> None:
    for key in NEEDS[event["kind"]]:
        if event[key] is None or event[key] == ():
            report.add((*path, key), None, f"missing in {kind_words(event['kind'])}", f"want {EXAMPLES[key]}")


def _has_nothing_else(event: Values, path: Path, report: Report) -> None:
    kind = event["kind"]
    allowed = (*NEEDS[kind], *MAY_HAVE[kind])
    for key, field in fields(lists()["events"]).items():
        if key not in (*ALWAYS, *allowed) and event[key] is not WRONG and event[key] != field.default:
            report.add(
                (*path, key),
                event[key],
                f"out of place in {kind_words(kind)}",
                f"{kind_words(kind)} has {', '.join(allowed)}",
            )


def _shock(event: Values, path: Path, report: Report) -> None:
    given = [key for key in CHANGES if event[key] is not None]
    if len(given) != 1:
        wrong = " and ".join(given) + " together" if given else "a shock that changes nothing"
        report.add((*path, given[1] if given else "add"), None, wrong, f"want exactly one of {', '.join(CHANGES)}")
    column, to = event["column"], event["to"]
    if not _right(column):
        return
    if column not in COLUMNS_BY_ISSUE and _right(event["issues"]) and event["issues"]:
        wrong = f"{column} has no issues"
        report.add((*path, "issues"), event["issues"], wrong, f"only {', '.join(COLUMNS_BY_ISSUE)} have; leave it out")
    low, high = RANGE_BY_COLUMN[column]
    if _right(to) and not low <= to <= high:
        report.add((*path, "to"), to, f"{shown(to)} is out of range", f"want {column} from {low:.10g} to {high:.10g}")


def _comparison(compared: Values, path: Path, report: Report) -> None:
    """Regions and nations that have figures by year."""
    asked = [(compared["one"], (*path, "one"))] if _right(compared["one"]) else []
    if _right(compared["others"]):
        asked += [(who, (*path, "others", index)) for index, who in enumerate(compared["others"])]
        if not compared["others"]:
            report.add((*path, "others"), None, "compared with nothing", 'want others = ["ESP"] or other nations')
    facts = known.known()
    for who, where in asked:
        if who not in facts.regions and who not in facts.nations:
            near = did_you_mean(who, (*sorted(facts.regions), *sorted(facts.nations)))
            report.add(where, who, f"{shown(who)} has no figures by year", near)


def _expectation(expected: Values, path: Path, report: Report) -> None:
    """What a direction needs to mean something."""
    direction = expected["direction"]
    if not _right(direction):
        return
    compared = any(expected[key] not in (None, (), WRONG) for key in COMPARED)
    wrong = any(expected[key] is WRONG for key in COMPARED)
    if direction == "between" and compared:
        report.add((*path, "direction"), direction, "between compares with nothing", f"want none of {COMPARED_WORDS}")
    if direction != "between" and not compared and not wrong:
        report.add((*path, "direction"), direction, "compared with nothing", f"want one of {COMPARED_WORDS}")
    for key, owner in (("within", "no_change"), ("low", "between"), ("high", "between")):
        if direction == owner and expected[key] is None:
            report.add((*path, key), None, f"missing in {owner}", "want a number")
        if direction != owner and _right(expected[key]):
            report.add((*path, key), expected[key], f"out of place in {direction}", f"only {owner} has {key}")
    low, high = expected["low"], expected["high"]
    if _right(low, high) and low > high:
        report.add((*path, "low"), low, f"{shown(low)} is above high, {shown(high)}", "want low <= high")


def label_of(raw: Mapping[str, Any], path: Path) -> str:
    """A path as ``--set`` takes it: entries by their names, ``events."Summit".date``."""
    parts: list[str | int] = list(path)
    if len(path) > 1 and path[0] in LABELS and isinstance(path[1], int):
        entries = raw.get(str(path[0]))
        entry = entries[path[1]] if isinstance(entries, (list, tuple)) and path[1] < len(entries) else None
        name = entry.get(LABELS[str(path[0])]) if isinstance(entry, dict) else None
        if isinstance(name, str) and name.strip():
            parts[1] = name
    return path_text(parts)
