"""A typed record as plain tables, lists and values: the content of a file that leaves nothing out."""

from collections.abc import Callable, Mapping

from paradiplomacy.scenarios.typed.schema import KIND, SchemaField, fields, groups, lists

type Data = dict[str, object]


def as_data(record: object) -> Data:
    """Return every value of a root, group or entry in new lists and dicts, without what is None."""
    owner: type = type(record)
    # New lists and dicts throughout: changes are made in them, and the record that they come from must not change.
    values = {name: _value(getattr(record, name), field) for name, field in fields(owner).items()}
    values |= {key: as_data(getattr(record, key)) for key in groups(owner)}
    for key, listed in lists(owner).items():
        tag = [] if listed.about.kinds is None else [KIND]
        values[key] = [{each: getattr(entry, each) for each in tag} | as_data(entry) for entry in getattr(record, key)]
    # TOML has no null, so a value that is missing is a key that is left out.
    return {name: value for name, value in values.items() if value is not None}


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
