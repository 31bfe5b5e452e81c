"""The reader: raw tables to a typed record, with every problem noted.

It is the one reader of scenarios and designs. Checks that go across fields come after it and work on the typed record.
"""

from collections.abc import Callable, Collection, Mapping

from paradiplomacy.agents.fields import Field
from paradiplomacy.scenarios.format.problem import Path, Report, did_you_mean, path_text
from paradiplomacy.scenarios.typed.schema import KIND, REQUIRED, ListField, SchemaField, fields, groups, keys, lists
from paradiplomacy.scenarios.typed.value import WRONG, check_value, kind_of, missing, placeholder

type Table = Mapping[str, object]


def read_typed[R](raw: Table, root: type[R], report: Report) -> R:
    """Return the record that raw tables describe, and note every problem of a single value in the report.

    A value that is missing or wrong is replaced by a placeholder (its default, or an empty value), so that the record
    is complete and checks across fields can go on; ``report.wrong(path)`` tells them which values are not real. The
    caller adds such checks, and then raises ``ScenarioError(report.problems)`` if there are any problems.

    Args:
        raw: Tables, lists and values as ``tomllib`` returns them.
        root: Type of the record: a dataclass or named tuple (see ``schema``).
        report: Where the problems go.
    """
    owner: type = root
    _unknown_keys(raw, keys(owner), (), owner, report)
    values = _values(raw, fields(owner), (), report)
    values |= {key: _record(raw.get(key, {}), group, (key,), owner, report) for key, group in groups(owner).items()}
    values |= {key: _entries(raw.get(key, []), listed, owner, report) for key, listed in lists(owner).items()}
    return _made(root, values)


def _made[R](owner: type[R], values: dict[str, object]) -> R:
    make: Callable[..., R] = owner
    return make(**values)


def _values(
    raw: Table, owned: Mapping[str, SchemaField], path: Path, report: Report, where: str = ""
) -> dict[str, object]:
    """Return every field with its value, its default or a placeholder."""
    values: dict[str, object] = {}
    for name, field in owned.items():
        value = check_value(raw[name], field, (*path, name), report) if name in raw else WRONG
        # An empty list of actors in an event is as good as none: the event would concern nobody.
        lacking = name not in raw or (where and value == ())
        if lacking and field.default is REQUIRED:
            missing(field, path, report, where)
        values[name] = placeholder(field) if value is WRONG else value
    return values


def _record(raw: object, owner: type, path: Path, root: type, report: Report) -> object:
    """Return a group or an entry; one of placeholders where it is not a table."""
    if not isinstance(raw, Mapping):
        return _made(owner, _not_a_table(raw, owner, path, report))
    _unknown_keys(raw, fields(owner), path, root, report)
    return _made(owner, _values(raw, fields(owner), path, report))


def _not_a_table(raw: object, owner: type, path: Path, report: Report) -> dict[str, object]:
    header = f"[{path[0]}]" if len(path) == 1 else f"[[{path[0]}]]"
    report.add(path, raw, kind_of(raw), f"expected a table {header}")
    return {name: placeholder(field) for name, field in fields(owner).items()}


def _entries(raw: object, listed: ListField, root: type, report: Report) -> tuple[object, ...]:
    """Return the entries of a list of tables; none where it is not a list, or too long to be worth reading."""
    key = listed.name
    if not isinstance(raw, (list, tuple)):
        report.add((key,), raw, kind_of(raw), f"expected tables [[{key}]]")
        return ()
    # Refused as a whole: thousands of messages about its entries would hide this one.
    if len(raw) > listed.about.most:
        report.add((key,), None, f"{len(raw)} {key}", f"expected at most {listed.about.most}")
        return ()
    read = _record if listed.about.kinds is None else _record_of_a_kind(listed.about.kinds)
    return tuple(read(entry, listed.entry, (key, index), root, report) for index, entry in enumerate(raw))


def _record_of_a_kind(kinds: Mapping[str, type]) -> Callable[[object, type, Path, type, Report], object]:
    """Return the reader of entries whose type depends on their key ``kind``."""

    def read(raw: object, shared: type, path: Path, root: type, report: Report) -> object:
        if not isinstance(raw, Mapping):
            return _made(shared, _not_a_table(raw, shared, path, report))
        kind = _kind(raw, kinds, path, report)
        owner = shared if kind is None else kinds[kind]
        # Keys of other kinds are distinguished from unknown ones, so that the message can say which kind they belong
        # to.
        others = {key for each in kinds.values() for key in fields(each)} - fields(owner).keys()
        own = [key for key in raw if key not in others]
        _unknown_keys({key: raw[key] for key in own}, (KIND, *fields(owner)), path, root, report)
        if kind is None:  # which keys it may have is anybody's guess; those that every kind has are checked
            return _made(owner, _values(raw, fields(owner), path, report))
        for key in raw:
            if key in others and not _says_nothing(raw[key], key, kinds):
                wrong = f"out of place in {with_article(kind)}"
                own_keys = [name for name in fields(owner) if name not in fields(shared)]
                right = f"{with_article(kind)} has {', '.join(own_keys)}"
                report.add((*path, key), raw[key], wrong, right)
        return _made(owner, _values(raw, fields(owner), path, report, f"in {with_article(kind)}"))

    return read


def _kind(raw: Table, kinds: Mapping[str, type], path: Path, report: Report) -> str | None:
    """Return the kind of an entry; None after a note where it is missing or unknown."""
    about = Field("kind of entry", "word", choices=tuple(kinds))
    tag = SchemaField(KIND, str, str, optional=False, default=REQUIRED, about=about)
    if KIND not in raw:
        missing(tag, path, report)
        return None
    kind = check_value(raw[KIND], tag, (*path, KIND), report)
    return kind if isinstance(kind, str) else None


def _says_nothing(value: object, key: str, kinds: Mapping[str, type]) -> bool:
    """Return whether a key of another kind is empty or at its default."""
    # Version 1 wrote all keys of all kinds for each event; its files are still read.
    defaults = [fields(owner)[key].default for owner in kinds.values() if key in fields(owner)]
    return value in (None, [], ()) or value in defaults


def with_article(word: str) -> str:
    """Return a word with its indefinite article."""
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _unknown_keys(raw: Table, known: Collection[str], path: Path, root: type, report: Report) -> None:
    for key in raw:
        if key not in known:
            near = _elsewhere(str(key), path, root) or did_you_mean(str(key), known)
            report.add((*path, key), None, "unknown key", near)


def _elsewhere(key: str, path: Path, root: type) -> str:
    """Return ``did you mean politics.election_interval?`` for a key that belongs to another table."""
    # Most often a key was written in the wrong table, or below the first header although it belongs above it.
    homes = [path_text((group, key)) for group, owner in groups(root).items() if key in fields(owner)]
    homes += [f"{key} above the first table"] if path and key in fields(root) else []
    return f"did you mean {homes[0]}?" if len(homes) == 1 else ""
