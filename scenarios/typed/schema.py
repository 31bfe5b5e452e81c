"""The file format of a record, derived from its type hints.

A *root* is a dataclass or named tuple. Its fields with a ``Field`` are values, its fields whose type is another such
record are groups (``[politics]``), and its tuples with an ``Entries`` are lists of tables (``[[issues]]``). Nothing is
listed a second time: reader, writer, tables of the documentation and controls of the window all read it from here.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, is_dataclass
from functools import cache
from types import MappingProxyType, NoneType
from typing import NamedTuple, get_args, get_origin, get_type_hints

from paradiplomacy.agents.fields import Field

KIND = "kind"
"""The key of an entry that says of which kind it is, in a list whose entries have different types."""


class Required(NamedTuple):
    """Marks a field without a default."""


REQUIRED = Required()


# Compared by identity: a mapping of kinds has no hash, and type hints hash what annotates them.
@dataclass(frozen=True, eq=False)
class Entries:
    """A list of tables, declared with the tuple that holds it: ``Annotated[tuple[Issue, ...], Entries("name")]``.

    Attributes:
        label: Key that names an entry.
        most: Largest number of entries.
        merged: Whether a file that extends another one changes its entries of the same name, or only adds entries.
        kinds: Type of an entry by the value of its key ``kind``; None where all entries have one type.
    """

    label: str
    most: int = 1000
    merged: bool = False
    kinds: Mapping[str, type] | None = None


class ListField(NamedTuple):
    """One list of tables of a root.

    Attributes:
        name: Its key.
        entry: Type of its entries; where they have kinds, the type that all kinds share.
        about: Its declaration.
    """

    name: str
    entry: type
    about: Entries

    def types(self) -> dict[str, type]:
        """Return the types of its entries by name: ``issues``, or ``events.summit`` where they have kinds."""
        if self.about.kinds is None:
            return {self.name: self.entry}
        return {f"{self.name}.{kind}": owner for kind, owner in self.about.kinds.items()}


class SchemaField(NamedTuple):
    """One field of a root, group or entry.

    Attributes:
        name: Its key.
        kind: ``str``, ``int``, ``float``, ``bool``, ``tuple`` or ``dict``.
        item: Type of the values inside a tuple or dict, ``object`` where any will do; of the value itself otherwise.
        optional: Whether None is a value.
        default: Its default, or ``REQUIRED``.
        about: Its description.
    """

    name: str
    kind: type
    item: type
    optional: bool
    default: object
    about: Field


# Cached, because every check of every value asks for the fields; read-only, because all callers share the answer.
@cache
def fields(owner: type) -> MappingProxyType[str, SchemaField]:
    """Return the described fields of a record type, by name and in order."""
    hints = get_type_hints(owner, include_extras=True)
    described = {name: (hint, _metadata(hint, Field)) for name, hint in hints.items()}
    return MappingProxyType(
        {
            name: _field(name, hint, _default(owner, name), about)
            for name, (hint, about) in described.items()
            if about is not None
        }
    )


@cache
def groups(root: type) -> MappingProxyType[str, type]:
    """Return the groups of a root (``politics``, ``world``, ...) with their types."""
    hints = get_type_hints(root)
    return MappingProxyType({name: hint for name, hint in hints.items() if _is_record(hint)})


@cache
def lists(root: type) -> MappingProxyType[str, ListField]:
    """Return the lists of tables of a root (``issues``, ``events``, ...)."""
    hints = get_type_hints(root, include_extras=True)
    declared = {name: (hint, _metadata(hint, Entries)) for name, hint in hints.items()}
    return MappingProxyType(
        {
            name: ListField(name, get_args(get_args(hint)[0])[0], about)
            for name, (hint, about) in declared.items()
            if about is not None
        }
    )


def keys(root: type) -> tuple[str, ...]:
    """Return every key that a file of this root may have above or as a table."""
    return (*fields(root), *groups(root), *lists(root))


def all_types(root: type) -> dict[str, type]:
    """Return every group and every type of entry of a root by name: ``politics``, ``issues``, ``events.summit``."""
    entries = {name: owner for each in lists(root).values() for name, owner in each.types().items()}
    return {**groups(root), **entries}


def fields_of(record: object) -> MappingProxyType[str, SchemaField]:
    """Return the described fields of a record."""
    owner: type = type(record)
    return fields(owner)


def _is_record(hint: object) -> bool:
    return isinstance(hint, type) and (hasattr(hint, "_fields") or is_dataclass(hint))


def _metadata[M](hint: object, sort: type[M]) -> M | None:
    """Return the description of a sort inside an ``Annotated`` hint."""
    return next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, sort)), None)


def _default(owner: type, name: str) -> object:
    # Named tuples and dataclasses store their defaults in different places.
    if is_dataclass(owner):
        declared = owner.__dataclass_fields__[name].default
        return REQUIRED if declared is MISSING else declared
    return getattr(owner, "_field_defaults", {}).get(name, REQUIRED)


def _field(name: str, hint: object, default: object, about: Field) -> SchemaField:
    inner = get_args(hint)[0]
    optional = NoneType in get_args(inner)
    if optional:
        inner = next(each for each in get_args(inner) if each is not NoneType)
    origin = get_origin(inner)
    if origin is tuple:
        return SchemaField(name, tuple, get_args(inner)[0], optional, default, about)
    if origin is not None:
        return SchemaField(name, dict, get_args(inner)[1], optional, default, about)
    return SchemaField(name, inner, inner, optional, default, about)
