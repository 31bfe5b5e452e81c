"""From file to scenario: a name in the library or a TOML file, with everything that it extends."""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path as File
from types import MappingProxyType

from paradiplomacy.scenarios.format import expected, own_rules
from paradiplomacy.scenarios.format.check import check, label_of
from paradiplomacy.scenarios.format.location import LocationError, location, readable
from paradiplomacy.scenarios.format.problem import Problem, ScenarioError, did_you_mean, one_problem, printable, shown
from paradiplomacy.scenarios.format.scenario import DRAWN, NO_TABLE, Expectation, Scenario
from paradiplomacy.scenarios.own_data import files as own_tables
from paradiplomacy.scenarios.typed.draft import Draft, merge
from paradiplomacy.scenarios.typed.locate import DEEPEST, TooDeepError, lines
from paradiplomacy.scenarios.world.effect import remarks

LIBRARY = File(__file__).parents[1] / "library"
# Limits for files from elsewhere: a scenario of the library has a few kilobytes, and extends a chain of at most three.
LARGEST_FILE = 1_000_000
MOST_TRIED = 200
LONGEST_CHAIN = 8
LEAST = 'title = "..." and extends = "baseline"'
AT = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def names() -> list[str]:
    """Return the names of the scenarios in the library, sorted."""
    return sorted(file.stem for file in LIBRARY.glob("*.toml"))


def read(name_or_path: str | os.PathLike[str]) -> Scenario:
    """Return the scenario of a name in the library or of a file (whose name ends in ``.toml``).

    Raises:
        ScenarioError: With every problem.
    """
    file = _file(name_or_path, File(), place="")
    return _checked(_draft(file, ()), readable(file.stem))


def review(name_or_path: str | os.PathLike[str]) -> Scenario:
    """Return the scenario of a name or file, as ``read`` does, and refuse what has no effect in it.

    Raises:
        ScenarioError: With every problem, or else with everything that has no effect.
    """
    file = _file(name_or_path, File(), place="")
    content = _draft(file, ())
    scenario = _checked(content, readable(file.stem))
    # Not refused by ``read``: a run of fewer months writes a scenario whose later events have none. Nor is what the file
    # extends: a shorter version of a library scenario could not be written otherwise.
    home = _file_of(content.place(()))
    problems = [
        Problem(place, label_of(content.raw, path), "", wrong, right)
        for path, wrong, right in remarks(scenario)
        if _file_of(place := content.place(path)) == home
    ]
    if problems:
        raise ScenarioError(problems)
    return scenario


def _file_of(place: str) -> str:
    """Return the file of a place, without its line."""
    return place.rpartition(":")[0]


def read_text(text: str, *, name: str = "text", folder: File | None = None) -> Scenario:
    """Return the scenario that a TOML text describes.

    Args:
        text: The TOML text.
        name: Its name, which is also its place in messages.
        folder: Folder of the files that it extends; the working folder unless given.

    Raises:
        ScenarioError: With every problem.
    """
    return _checked(_whole(_parsed(text, name), folder or File(), ()), name)


def read_closed(text: str, *, name: str, tables: Mapping[str, File] = MappingProxyType({})) -> Scenario:
    """Return the scenario of an untrusted text, which can neither read nor run a file of this machine.

    It may extend scenarios of the library but not files, and use rules of the catalogue and the given tables only.

    Args:
        text: The TOML text.
        name: Its name, which is also its place in messages.
        tables: Files of the tables that it may name, by its names for them.

    Raises:
        ScenarioError: With every problem.
    """
    if len(text) > LARGEST_FILE:
        raise one_problem(name, "too large", f"expected at most {LARGEST_FILE // 1_000_000} MB")
    if "\0" in text:
        raise one_problem(name, "not text: it contains a zero byte", "expected a TOML file")
    if "\ufffd" in text:  # what a browser puts for bytes that are not UTF-8
        raise one_problem(name, "not UTF-8 text", "expected the file saved as UTF-8")
    own = _parsed(text, name)
    extended, rules = own.raw.get("extends"), own.raw.get("rules")
    _give_tables(own, tables)
    _refuse_tables(own, name)
    if isinstance(extended, str) and extended not in names():
        right = f"expected a scenario of the library: {', '.join(names())}"
        raise one_problem(own.place(("extends",)), "extends a file", right, path="extends", value=extended)
    # Each is tried with those before it, which takes about as long as reading the scenario once more.
    claims = own.raw.get("expectations")
    lists = [each.get("changes") for each in claims if isinstance(each, dict)] if isinstance(claims, list) else []
    tried = sum(len(each) for each in lists if isinstance(each, list))
    if tried > MOST_TRIED:
        right = f"expected at most {MOST_TRIED} in all expectations together"
        raise one_problem(name, f"{tried} changes", right, path="expectations")
    for question, rule in rules.items() if isinstance(rules, dict) else ():
        if isinstance(rule, str) and ".py" in rule:
            wrong, right = "a rule from a file", "expected a rule of the catalogue: an upload cannot run files"
            raise one_problem(own.place(("rules", question)), wrong, right, path=f"rules.{question}", value=rule)
    # Paths are relative to the library, so that nothing of the working folder can be reached.
    return _checked(_whole(own, LIBRARY, ()), name)


def _give_tables(own: Draft, tables: Mapping[str, File]) -> None:
    """Put the files of the given tables in the place of their names, and refuse every other table.

    Raises:
        ScenarioError: The text names another table.
    """
    world = own.raw.get("world")
    if not isinstance(world, dict):
        return
    for key, value in list(world.items()):
        # Numbers, and the words for no table.
        if (
            key not in (*own_tables.HOMES, *own_tables.TABLES)
            or not isinstance(value, str)
            or value in (DRAWN, NO_TABLE)
        ):
            continue
        # Only as a person writes it: the other fields are those of resolved scenarios.
        if value not in tables or key not in (*own_tables.HOMES, "ties"):
            wrong, right = (
                "a table from a file",
                "an upload cannot read files: expected the table to be uploaded with it",
            )
            raise one_problem(own.place(("world", key)), wrong, right, path=f"world.{key}", value=value)
        world[key] = str(tables[value])


def _refuse_tables(own: Draft, name: str) -> None:
    """Refuse expectations of an untrusted text whose changes name a table: trying them would read it.

    Raises:
        ScenarioError: There is one.
    """
    claims = own.raw.get("expectations")
    entries = [each.get("changes") for each in claims if isinstance(each, dict)] if isinstance(claims, list) else []
    for text in (text for each in entries if isinstance(each, list) for text in each if isinstance(text, str)):
        if own_tables.names_table(text.partition("=")[0]):
            raise one_problem(name, "a table from a file", "an upload cannot read files", path="expectations")


def draft(file: File, *, least: str) -> Draft:
    """Return the unchecked content of one TOML file of any kind, with the line of everything in it.

    Args:
        file: The file.
        least: Minimal content of such a file, for the message about an empty one.

    Raises:
        ScenarioError: The file is missing, or not TOML.
    """
    place = printable(str(file))
    return _parsed(_text(file, place), place, least)


def _checked(draft: Draft, name: str) -> Scenario:
    scenario = _content(draft, name)
    own_rules.try_out(scenario, draft.place)
    expected.try_out(scenario, draft.place, names(), _of_library)
    return scenario


def _content(draft: Draft, name: str) -> Scenario:
    draft.raw.setdefault("name", name)
    return check(draft.raw, place=draft.place)


def _of_library(name: str) -> Scenario:
    """Return a scenario of the library without trying its expectations: two may be compared with each other."""
    return _content(_draft(LIBRARY / f"{name}.toml", ()), name)


def counterpart(scenario: Scenario, expectation: Expectation) -> Scenario:
    """Return the counterpart with which an expectation compares a scenario.

    Raises:
        ScenarioError: The counterpart cannot be made.
    """
    return expected.counterpart(scenario, expectation, _of_library)


def located(given: str | os.PathLike[str], *, place: str = "", path: str = "") -> File:
    """Return the path that a user gave, with ``~`` expanded.

    Raises:
        ScenarioError: It is not a path.
    """
    try:
        return location(given)
    except LocationError as error:
        raise one_problem(place, str(error), path=path) from None


def _file(given: str | os.PathLike[str], folder: File, *, place: str, path: str = "") -> File:
    """Return the file that a name or path means, relative to a folder."""
    found, text = located(given, place=place, path=path), os.fspath(given)
    # A slash is accepted on Windows too, because scenarios are exchanged between systems.
    if text.endswith(".toml") or os.sep in text or "/" in text:
        return folder / found
    if text in names():
        return LIBRARY / f"{text}.toml"
    near = did_you_mean(text, names())
    right = near if near.startswith("did") else f"the library has {', '.join(names())}; a file ends in .toml"
    raise one_problem(place, f"unknown scenario {shown(text)}", right, path=path, value=text)


def _draft(file: File, above: tuple[File, ...]) -> Draft:
    """Return the content of a file and of all that it extends."""
    place = printable(str(file))
    return _whole(_parsed(_text(file, place), place), file.parent, (*above, file.resolve()))


def _whole(own: Draft, folder: File, above: tuple[File, ...]) -> Draft:
    """Return a draft on top of what it extends.

    Args:
        own: The draft itself.
        folder: Folder that paths are relative to.
        above: The files that led here through ``extends``, this one last.
    """
    own_rules.find(own.raw, folder)
    own_tables.find(own, folder)
    if "extends" not in own.raw:
        return own
    extended, place = own.raw["extends"], own.place(("extends",))
    if not isinstance(extended, str):
        right = 'expected a name in the library, such as "baseline", or a file'
        raise one_problem(place, "not text", right, path="extends")
    file = _file(extended, folder, place=place, path="extends")
    fault = _fault(file)
    if fault is not None:
        raise one_problem(place, f"{shown(str(file))}: {fault[0]}", fault[1], path="extends", value=extended)
    # Resolved, so that a file is recognised under another name or through a link.
    if file.resolve() in above:
        wrong = f"circular `extends`: {shown(extended)} extends this file"
        raise one_problem(place, wrong, "expected no circle", path="extends")
    if len(above) >= LONGEST_CHAIN:
        raise one_problem(
            place, f"more than {LONGEST_CHAIN} files in a chain", f"expected at most {LONGEST_CHAIN}", path="extends"
        )
    base = _draft(file, above)
    return merge(_without_its_own(base), own, Scenario)


def _without_its_own(base: Draft) -> Draft:
    """Return a draft without what belongs to its own case alone: name, expectations and story."""
    own = ("name", "expectations", "stops")
    raw = {key: value for key, value in base.raw.items() if key not in own}
    return Draft(raw, {path: place for path, place in base.places.items() if not path or path[0] not in own})


def _text(file: File, place: str) -> str:
    """Return the text of a file."""
    fault = _fault(file)
    if fault is not None:
        raise one_problem(place, *fault)
    try:
        with file.open("rb") as opened:
            # One byte more than allowed is enough to see that a file is too large, and bounds what is read.
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise one_problem(place, f"cannot be read: {error.strerror}", "expected a readable file") from error
    if len(content) > LARGEST_FILE:
        raise one_problem(place, "too large", f"expected at most {LARGEST_FILE // 1_000_000} MB")
    return _decoded(content, place)


def _fault(file: File) -> tuple[str, str] | None:
    """Return why a file cannot be read, and what is expected; None where reading can be tried."""
    try:
        mode = file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "no such file", f"the library has {', '.join(names())}"
    except (OSError, ValueError) as error:
        return f"not a usable file name: {getattr(error, 'strerror', None) or error}", "expected a TOML file"
    if stat.S_ISDIR(mode):
        return "a folder", "expected a TOML file"
    # Opening a named pipe would wait for a writer, and a device may never end.
    return None if stat.S_ISREG(mode) else ("not an ordinary file", "expected a TOML file")


def _decoded(content: bytes, place: str) -> str:
    try:
        # Some editors begin a UTF-8 file with a mark, which this encoding drops.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise one_problem(f"{place}:{line}", "not UTF-8 text", "expected the file saved as UTF-8") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise one_problem(f"{place}:{line}", "not text: it contains a zero byte", "expected a TOML file saved as UTF-8")
    return text


def _parsed(text: str, place: str, least: str = LEAST) -> Draft:
    """Return the tables of a TOML text, with the line of everything in it."""
    if not text.strip():
        raise one_problem(f"{place}:1", "empty", f"expected at least {least}")
    try:
        # Lines first: the scanner refuses text on which ``tomllib`` would recurse deeply or take quadratic time.
        places = {path: f"{place}:{line}" for path, line in lines(text).items()}
        return Draft(tomllib.loads(text), places)
    except TooDeepError as error:
        raise one_problem(f"{place}:{error.line}", "nested too deeply", f"expected at most {DEEPEST} levels") from error
    except RecursionError as error:
        raise one_problem(f"{place}:1", "nested too deeply", f"expected at most {DEEPEST} levels") from error
    except ValueError as error:
        raise _not_toml(error, text, place) from error


def _not_toml(error: ValueError, text: str, place: str) -> ScenarioError:
    """Return the error for a text that ``tomllib`` refuses, with its line first."""
    message = str(error)
    at = AT.search(message)
    end = text.count("\n") + 1
    line = at["line"] if at and at["line"] else end if at else 1
    column = f", column {at['column']}" if at and at["column"] else ""
    wrong = printable(message[: at.start()][:200]) if at else "a number, date or text out of range"
    # ``tomllib`` words the same mistake differently for keys and tables.
    twice = "overwrite" in wrong or "twice" in wrong
    right = "expected every key and table once" if twice else "expected key = value, with text and months in quotes"
    return one_problem(f"{place}:{line}", f"not TOML{column}: {wrong}", right)
