"""Domains in the XML format of Genius (Lin et al. 2014), which NegMAS reads as well.

A folder has one file of the domain (``negotiation_template``) and one profile for each party (``utility_space``). A utility is a
weighted sum over issues, from 0 to 1. Genius divides the evaluations of an issue by the largest of them, and so does this reader;
NegMAS does not, so that its utilities differ by a factor unless the largest evaluation is 1, as in the files written here.
"""

import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from paradiplomacy.experiments.bargain.domain import Domain
from paradiplomacy.experiments.bargain.issue import BargainError, Issue, Value
from paradiplomacy.experiments.bargain.utility import Part, Utility

TEMPLATE, SPACE = "negotiation_template", "utility_space"
DOMAIN_FILE = "domain.xml"
NUMBERED = re.compile(r"profile\d+-(?P<party>.+)")
MOST_BYTES = 10_000_000
MOST_INTEGERS = 1_000


def read_genius(path: str | Path) -> Domain:
    """Return the domain of a folder, or of a domain file and the profiles next to it.

    Profiles are read in the order of their names. Discrete, integer and real issues are supported, with tables and with linear
    evaluators; profiles of another kind are refused. A discount is not modelled, and a warning says so.

    Raises:
        BargainError: There is no domain or fewer than two profiles, or a file is not of this form.
    """
    place = Path(path)
    folder = place if place.is_dir() else place.parent
    files = sorted(folder.glob("*.xml")) if folder.is_dir() else []
    roots = {file: _root(file) for file in files}
    templates = [file for file, root in roots.items() if root.tag == TEMPLATE and (place.is_dir() or file == place)]
    if len(templates) != 1:
        raise BargainError(f"{path}: {len(templates)} files of a domain ({TEMPLATE}), expected a folder with one")
    issues = _issues(templates[0], roots[templates[0]])
    profiles = {
        file: root for file, root in roots.items() if root.tag == SPACE and not file.name.endswith("pareto.xml")
    }
    if len(profiles) < 2:
        raise BargainError(f"{folder}: {len(profiles)} profiles ({SPACE}), expected at least two")
    read = [_profile(file, root, issues) for file, root in profiles.items()]
    return Domain(issues, tuple(each for each, _ in read), tuple(value for _, value in read))


def _root(file: Path) -> ET.Element:
    try:
        # Larger files, and types of documents, which can expand without limit, have no place in a domain.
        content = file.read_bytes()
        if len(content) > MOST_BYTES or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise BargainError(
                f"{file}: over {MOST_BYTES // 1_000_000} MB or with a document type, expected a domain of Genius"
            )
        return ET.fromstring(content)  # noqa: S314 - documents with entities are refused above
    except ET.ParseError as error:
        raise BargainError(f"{file}: not XML: {error}") from error


def _listed(file: Path, root: ET.Element) -> list[ET.Element]:
    """Return the issues of a file, by their index."""
    # Issues may be in any order, and some tools write them in that of their keys.
    found = list(root.iter("issue"))
    try:
        return sorted(found, key=lambda each: int(each.attrib["index"]))
    except (KeyError, ValueError):
        raise BargainError(f"{file}: an issue without a number as its index") from None


def _issues(file: Path, root: ET.Element) -> tuple[Issue, ...]:
    found = tuple(_issue(file, element) for element in _listed(file, root))
    if not found or len({issue.name for issue in found}) < len(found):
        raise BargainError(f"{file}: {len(found)} issues, expected at least one, each with a name that no other has")
    return found


def _kind(element: ET.Element) -> str:
    return element.get("type") or element.get("vtype") or "discrete"


def _issue(file: Path, element: ET.Element) -> Issue:
    name, kind = element.get("name", ""), _kind(element)
    where = f"{file}: issue {name}"
    if kind == "discrete":
        values = tuple(dict.fromkeys(item.get("value", "") for item in element.iter("item")))
        if not values:
            raise BargainError(f"{where}: no items, expected at least one")
        return Issue(name, _numbers(values))
    bounds = [_bound(where, element, end) for end in ("lowerbound", "upperbound")]
    if kind == "real" and bounds[0] < bounds[1]:
        return Issue(name, (), *bounds)
    if kind == "integer" and bounds[0] <= bounds[1] < bounds[0] + MOST_INTEGERS:
        return Issue(name, tuple(range(int(bounds[0]), int(bounds[1]) + 1)))
    raise BargainError(
        f"{where}: {kind} from {bounds[0]:g} to {bounds[1]:g}, expected a discrete, real or integer issue"
    )


def _bound(where: str, element: ET.Element, end: str) -> float:
    # Versions of Genius write the ends of a range as attributes, or as an element inside.
    given = next((each.get(end) for each in (element, *element.iter("range")) if each.get(end) is not None), None)
    try:
        return float(str(given))
    except ValueError:
        raise BargainError(f"{where}: {end} {given}, expected a number") from None


def _numbers(values: Sequence[str]) -> tuple[Value, ...]:
    """Return whole numbers in the place of texts if all values are such."""
    if all(re.fullmatch(r"0|-?[1-9]\d{0,15}", value) for value in values):
        return tuple(map(int, values))
    return tuple(values)


def _profile(file: Path, root: ET.Element, issues: Sequence[Issue]) -> tuple[Utility, float]:
    """Return the utility of a party, named after its file, and its reservation value."""
    # The number that this program puts before a name preserves the order of the parties.
    numbered = NUMBERED.fullmatch(file.stem)
    party = unquote(numbered["party"]) if numbered else file.stem
    if next(root.iter("ufun"), None) is not None:
        raise BargainError(f"{file}: a utility that is not a sum over issues is not supported")
    discount = _number(file, root.find("discount_factor"), 1.0)
    if discount not in (0.0, 1.0):
        warnings.warn(f"{file}: the discount factor {discount:g} is not modelled", stacklevel=3)
    # A weight names its issue by the number of that issue, not by its name.
    weights = {each.get("index"): _number(file, each, 0.0) for each in root.iter("weight")}
    parts: dict[str, Part] = {}
    constant = 0.0
    known = {issue.name: issue for issue in issues}
    for element in _listed(file, root):
        name = element.get("name", "")
        if name not in known:
            raise BargainError(f"{file}: issue {name} is not in the domain")
        weight = weights.get(element.get("index"), 0.0)
        parts[name], more = _part(f"{file}: issue {name}", element, known[name], weight)
        constant += more
    return Utility(party, parts, constant), _number(file, root.find("reservation"), 0.0)


def _number(file: Path, element: ET.Element | None, otherwise: float) -> float:
    given = None if element is None else element.get("value")
    try:
        return otherwise if given is None else float(given)
    except ValueError:
        raise BargainError(f"{file}: {given} in {'' if element is None else element.tag}, expected a number") from None


def _part(where: str, element: ET.Element, issue: Issue, weight: float) -> tuple[Part, float]:
    """Return what an issue adds, and a constant."""
    evaluator = element.find("evaluator")
    if evaluator is not None:
        offset, slope = _line(where, evaluator)
        if issue.is_range:
            return weight * slope, weight * offset
        return {value: weight * (offset + slope * _as_number(where, value)) for value in issue.values}, 0.0
    given = {item.get("value", ""): item.get("evaluation", "") for item in element.iter("item")}
    try:
        table = {value: float(given[str(value)]) for value in issue.values}
    except (KeyError, ValueError) as error:
        raise BargainError(f"{where}: no number as evaluation of a value: {error}") from None
    # Genius relates evaluations to the best one; an issue without any good value adds nothing.
    most = max(table.values(), default=0.0)
    return {value: weight * evaluation / most if most > 0.0 else 0.0 for value, evaluation in table.items()}, 0.0


def _as_number(where: str, value: Value) -> float:
    if isinstance(value, str):
        raise BargainError(f'{where}: a linear evaluator, but "{value}" is not a number')
    return float(value)


def _line(where: str, evaluator: ET.Element) -> tuple[float, float]:
    """Return offset and slope of a linear evaluator."""
    if evaluator.get("ftype") != "linear":
        raise BargainError(f"{where}: evaluator {evaluator.get('ftype')}, expected linear")
    given = [
        evaluator.get(name, evaluator.get(other, "0"))
        for name, other in (("parameter0", "offset"), ("parameter1", "slope"))
    ]
    try:
        return float(given[0]), float(given[1])
    except ValueError:
        raise BargainError(f"{where}: {given}, expected two numbers") from None


def write_genius(domain: Domain, folder: str | Path) -> list[Path]:
    """Write a domain and a profile for each party into a folder, and return the files.

    Utilities are scaled to run from 0 to 1, as Genius requires: this changes their unit, and no preference.

    Raises:
        BargainError: A utility is not a sum over issues, or a function of a range; Genius has no form for it.
        OSError: A file cannot be written.
    """
    place = Path(folder)
    # Before anything is written.
    texts = {DOMAIN_FILE: _document(TEMPLATE, domain, {}, "")}
    for number, (utility, reservation) in enumerate(zip(domain.utilities, domain.reservation, strict=True), start=1):
        texts[f"profile{number:02}-{quote(utility.party, safe=' ')}.xml"] = _profile_text(domain, utility, reservation)
    place.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8")
    return [place / name for name in texts]


def _profile_text(domain: Domain, utility: Utility, reservation: float) -> str:
    ends = {issue.name: _ends(utility, issue) for issue in domain.issues}
    # A party to which everything is the same has weights of 0, and no unit to divide by.
    span = sum(high - low for low, high in ends.values()) or 1.0
    bottom = utility.constant + sum(low for low, _ in ends.values())
    weights = "".join(
        f'    <weight index="{at}" value="{(ends[issue.name][1] - ends[issue.name][0]) / span!r}"/>\n'
        for at, issue in enumerate(domain.issues, start=1)
    )
    tables = {issue.name: _evaluations(utility, issue, ends[issue.name]) for issue in domain.issues}
    value = (reservation - bottom) / span
    return _document(SPACE, domain, tables, weights, f'  <reservation value="{value!r}"/>\n')


def _ends(utility: Utility, issue: Issue) -> tuple[float, float]:
    """Return the least and largest that an issue adds."""
    part = utility.parts.get(issue.name, 0.0)
    if utility.whole is not None or (issue.is_range and callable(part)):
        place = f"utilities: {utility.party}{'' if utility.whole else f': {issue.name}'}"
        raise BargainError(f"{place}: Genius has no form for a function, expected numbers per unit or tables")
    found = [utility.of_value(issue.name, value) for value in issue.levels(2)]
    return min(found), max(found)


def _evaluations(utility: Utility, issue: Issue, ends: tuple[float, float]) -> dict[Value, float] | tuple[float, float]:
    """Return evaluations from 0 to 1 of the values of an issue; offset and slope for a range."""
    low, width = ends[0], (ends[1] - ends[0]) or 1.0
    if not issue.is_range:
        return {value: (utility.of_value(issue.name, value) - low) / width for value in issue.values}
    first, last = (utility.of_value(issue.name, end) for end in (issue.low, issue.high))
    slope = (last - first) / (issue.high - issue.low) / width
    return (first - low) / width - slope * issue.low, slope


def _document(
    root: str,
    domain: Domain,
    tables: Mapping[str, dict[Value, float] | tuple[float, float]],
    weights: str,
    end: str = "",
) -> str:
    """Return the text of a file."""
    issues = "".join(_element(at, issue, tables.get(issue.name)) for at, issue in enumerate(domain.issues, start=1))
    inner = (
        f'<utility_space number_of_issues="{len(domain.issues)}">\n'
        f'  <objective index="0" name="root" description="" type="objective" etype="objective">\n{weights}{issues}'
        f"  </objective>\n{end}</utility_space>\n"
    )
    return f"<{root}>\n{inner}</{root}>\n" if root == TEMPLATE else inner


def _element(at: int, issue: Issue, table: dict[Value, float] | tuple[float, float] | None) -> str:
    kind = "real" if issue.is_range else "discrete"
    head = f'    <issue index="{at}" name={quoteattr(issue.name)} type="{kind}" etype="{kind}" vtype="{kind}"'
    if issue.is_range:
        # As attributes and as an element, because Genius reads the one and NegMAS both.
        bounds = f'lowerbound="{issue.low!r}" upperbound="{issue.high!r}"'
        line = ""
        if isinstance(table, tuple):
            line = f'      <evaluator ftype="linear" parameter0="{table[0]!r}" parameter1="{table[1]!r}"/>\n'
        return f"{head} {bounds}>\n      <range {bounds}/>\n{line}    </issue>\n"
    items = "".join(
        f'      <item index="{number}" value={quoteattr(str(value))} cost="0" description=""'
        f"{f' evaluation="{table[value]!r}"' if isinstance(table, dict) else ''}/>\n"
        for number, value in enumerate(issue.values, start=1)
    )
    return f"{head}>\n{items}    </issue>\n"
