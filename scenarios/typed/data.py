"""A typed record as plain tables, lists and values: the content of a file that leaves nothing out."""

from collections.abc import Callable, Mapping

from paradiplomacy.scenarios.format.problem import one_problem
from paradiplomacy.scenarios.typed.schema import KIND, SchemaField, fields, groups, lists

type Data = dict[str, object]


def as_data(record: object) -> Data:
    """Return every value of a root, group or entry in new lists and dicts, without what is None."""
    owner: type = type(record)
    # New lists and dicts throughout: changes are made in them, and the record that they come from must not change.
    values = {name: _value(getattr(record, name), field) for name, field in fields(owner).items()}
    values |= {key: as_data(_of_type(getattr(record, key), kind, key)) for key, kind in groups(owner).items()}
    for key, listed in lists(owner).items():
        tag = [] if listed.about.kinds is None else [KIND]
        entries: list[object] = [
            _of_type(entry, listed.entry, f"{key}[{at}]") for at, entry in enumerate(_listed(record, key))
        ]
        values[key] = [{each: getattr(entry, each) for each in tag} | as_data(entry) for entry in entries]
    # TOML has no null, so a value that is missing is a key that is left out.
    return {name: value for name, value in values.items() if value is not None}


def _listed(record: object, key: str) -> list[object]:
    """Return the entries of a list; a record made in Python may hold a single entry where the comma was forgotten."""
    found = getattr(record, key)
    # An entry is a tuple itself: a named one.
    if not isinstance(found, (list, tuple)) or hasattr(found, "_fields"):
        kind = type(found).__name__
        raise one_problem("", f"of type {kind}", f"expected a list, such as {key}=[{kind}(...)]", path=key)
    return list(found)


def _of_type[T](value: object, expected: type[T], path: str) -> T:
    """Return a value that must be a record of this type.

    Raises:
        ScenarioError: It is of another type.
    """
    if not isinstance(value, expected):
        raise one_problem("", f"of type {type(value).__name__}", f"expected {expected.__name__}(...)", path=path)
    return value


def _value(value: object, field: SchemaField) -> object:
    """Return the value, whole numbers of a float field as floats, so that equal records are written alike."""
    if field.item is object:
        return native(value) or None
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, dict):
        return {key: _number(each, field) for key, each in value.items()}
    return _number(value, field)


def native(value: object) -> object:
    """Return a value as a file can hold it: numbers and arrays of NumPy as Python numbers and lists, also inside tables."""
    if isinstance(value, Mapping):
        return {key: native(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [native(each) for each in value]
    # Recognised by the name of its module, because importing NumPy for this would slow down every command.
    listed: Callable[[], object] | None = getattr(value, "tolist", None)
    return listed() if listed is not None and type(value).__module__ == "numpy" else value


def _number(value: object, field: SchemaField) -> object:
    return float(value) if field.item is float and isinstance(value, int) and not isinstance(value, bool) else value
