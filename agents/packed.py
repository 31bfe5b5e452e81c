"""Records of columns as compiled code takes them at once: by one pointer.

Numba hands a named tuple over array by array. For all columns of a month that takes longer than the arithmetic of the month,
and seconds to compile for each function. A packed record is the address of a table of words instead, from which compiled
code reads where a column is when it uses it. It looks like the record: ``record.column`` is the same array.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import cast

import numpy as np
from llvmlite import ir
from numba import config, types
from numba.core import cgutils
from numba.core.datamodel import models
from numba.core.imputils import lower_builtin, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import NativeValue, register_model, type_callable, unbox
from numba.np.arrayobj import make_array, populate_array
from numba.np.numpy_support import as_dtype, from_dtype
from numpy.typing import NDArray

from paradiplomacy.agents.parts import Untyped

WORD = ir.IntType(64)
"""A word: an address, a number of rows, or a number."""
NUMBERS = {
    bool: types.boolean,
    int: types.int64,
    float: types.float64,
    np.uint64: types.uint64,
    np.float64: types.float64,
}
"""The types of numbers that fit a word."""


class PackedType(types.Type):
    """The type of a packed record.

    Attributes:
        places: By name of a field, the number of its first word and its type.
        size: Number of words.
        arrays: Type and number of dimensions of the fields that are arrays.
    """

    def __init__(self, fields: tuple[tuple[str, types.Type], ...]) -> None:
        self.places: dict[str, tuple[int, types.Type]] = {}
        self.size = 0
        for name, kind in fields:
            self.places[name] = self.size, kind
            self.size += _size_of(kind)
        # What fields that are arrays have to be, as NumPy says it.
        self.arrays = {
            name: (as_dtype(kind.dtype), kind.ndim) for name, kind in fields if isinstance(kind, types.Array)
        }
        # Short, because names of compiled functions consist of those of their types.
        whole = "\n".join(f"{name} {kind.name}" for name, kind in fields)
        super().__init__(name=f"packed_{hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()}")

    @property
    def key(self) -> str:
        """Return what makes two types the same: the names and types of their fields."""
        return str(self.name)


class Packed:
    """A record whose fields compiled code finds through ``address``.

    Args:
        record: A named tuple of arrays in C order, numbers, and such named tuples. Fields of other kinds are for Python alone.
        kind: Its type, where it is known.
        words: Where to write; own words unless given.
    """

    def __init__(self, record: Untyped, kind: PackedType | None = None, words: NDArray[np.int64] | None = None) -> None:
        self._numba_type_: PackedType = kind or _kind(record)
        self._words = np.zeros(self._numba_type_.size, dtype=np.int64) if words is None else words
        self._unsigned, self._floats = self._words.view(np.uint64), self._words.view(np.float64)
        self.address = self._words.ctypes.data
        self._record: Untyped = (None,) * len(record)
        self._parts: dict[str, Packed] = {}
        self.update(record)

    def update(self, record: Untyped) -> None:
        """Take over a record of the same kind, whose columns may be elsewhere and whose numbers may differ."""
        for name, before, value in zip(record._fields, self._record, record, strict=True):
            # Most columns are where they were.
            if value is not before and name in self._numba_type_.places:
                self._write(name, value)
        # Held, because an address alone would not prevent the memory of a column from being given back.
        self._record = record

    def _write(self, name: str, value: Untyped) -> None:
        at, kind = self._numba_type_.places[name]
        if name in self._parts:
            self._parts[name].update(value)
        elif isinstance(kind, PackedType):
            self._parts[name] = Packed(value, kind, self._words[at : at + kind.size])
        elif name in self._numba_type_.arrays:
            # Compiled code looks no more at what it finds there.
            if (value.dtype, value.ndim) != self._numba_type_.arrays[name] or not value.flags.c_contiguous:
                raise TypeError(f"column {name} of {value.dtype} and shape {value.shape}: expected {kind}")
            self._words[at : at + 1 + value.ndim] = value.__array_interface__["data"][0], *value.shape
        elif isinstance(kind, types.Float):
            self._floats[at] = value
        else:
            (self._unsigned if kind == types.uint64 else self._words)[at] = value

    def __reduce__(self) -> str:
        """Refuse to be copied.

        Raises:
            TypeError: Always: the columns of a copy would have other addresses.
        """
        raise TypeError("a packed record holds addresses: expected a copy of the record instead")

    def __getattr__(self, name: str) -> Untyped:
        """Return a field, as compiled code finds it."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self._parts[name] if name in self._parts else getattr(self._record, name)


def packed[R: tuple[Untyped, ...]](record: R) -> R:
    """Return a record as compiled code takes it at once; it stays what it is where nothing is compiled."""
    return record if config.DISABLE_JIT else cast("R", Packed(record))  # type: ignore[attr-defined]


def updated[R: tuple[Untyped, ...]](before: R, record: R) -> R:
    """Return a packed record after it has taken over another record of its kind."""
    if config.DISABLE_JIT:  # type: ignore[attr-defined]
        return record
    cast("Packed", before).update(record)
    return before


def _kind(value: Untyped) -> Untyped:
    """Return the type of a field, or None where it is for Python alone."""
    return _kind_of(_sort(value))


def _sort(value: Untyped) -> Untyped:
    """Return all that the type of a field depends on."""
    if isinstance(value, np.ndarray):
        return value.dtype, value.ndim
    return (type(value), *map(_sort, value)) if isinstance(value, tuple) else type(value)


# Looked up for every record of every world that is built.
@cache
def _kind_of(sort: Untyped) -> Untyped:
    if isinstance(sort, type):
        return NUMBERS.get(sort)
    if isinstance(sort[0], np.dtype):
        return types.Array(from_dtype(sort[0]), sort[1], "C")
    kinds = zip(sort[0]._fields, map(_kind_of, sort[1:]), strict=True)
    return PackedType(tuple((name, kind) for name, kind in kinds if kind is not None))


def _size_of(kind: types.Type) -> int:
    """Return the number of words of a field."""
    if isinstance(kind, PackedType):
        return kind.size
    return 1 + kind.ndim if isinstance(kind, types.Array) else 1


class BorrowedType(PackedType):
    """The type of a packed record that compiled code makes of a named tuple for the time of a call."""

    @property
    def key(self) -> str:
        """Return what makes two types the same."""
        return f"borrowed {self.name}"


register_model(PackedType)(models.OpaqueModel)
register_model(BorrowedType)(models.OpaqueModel)


@unbox(PackedType)  # type: ignore[no-untyped-call]
def _unbox(_: PackedType, record: ir.Value, c: Untyped) -> NativeValue:
    number = c.pyapi.object_getattr_string(record, "address")
    pointer = c.pyapi.long_as_voidptr(number)
    c.pyapi.decref(number)
    return NativeValue(pointer)  # type: ignore[no-untyped-call]


@infer_getattr
class _Fields(AttributeTemplate):
    key = PackedType

    def generic_resolve(self, record: PackedType, name: str) -> types.Type | None:  # type: ignore[override]
        return record.places[name][1] if name in record.places else None


@lower_getattr_generic(PackedType)  # type: ignore[no-untyped-call]
def _field(context: Untyped, builder: Untyped, record: PackedType, pointer: ir.Value, name: str) -> ir.Value:
    at, kind = record.places[name]
    place = builder.gep(builder.bitcast(pointer, WORD.as_pointer()), [WORD(at)])
    if isinstance(kind, PackedType):
        return builder.bitcast(place, pointer.type)
    # Words never change while compiled code runs. Unless it knows, the compiler reads them again after each write to a column.
    # Those of a borrowed record are written in compiled code, which it sees.
    read = _Reader(builder, place, constant=not isinstance(record, BorrowedType))
    if isinstance(kind, types.Array):
        return _array(context, builder, kind, read)
    if isinstance(kind, types.Float):
        return builder.bitcast(read(), ir.DoubleType())
    word = read()
    return builder.icmp_unsigned("!=", word, WORD(0)) if isinstance(kind, types.Boolean) else word


class _Reader:
    """Reads the words of a field."""

    def __init__(self, builder: Untyped, place: ir.Value, *, constant: bool) -> None:
        self._builder, self._place, self._constant = builder, place, constant

    def __call__(self, number: int = 0) -> ir.Value:
        """Return a word."""
        word = self._builder.load(self._builder.gep(self._place, [WORD(number)]))
        if self._constant:
            word.set_metadata("invariant.load", self._builder.module.add_metadata([]))
        return word


def _array(context: Untyped, builder: Untyped, kind: types.Array, read: _Reader) -> ir.Value:
    array = make_array(kind)(context, builder)  # type: ignore[no-untyped-call]
    itemsize = context.get_abi_sizeof(context.get_data_type(kind.dtype))
    shape = [read(1 + axis) for axis in range(kind.ndim)]
    strides = [WORD(itemsize)]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    data = builder.inttoptr(read(), array.data.type)
    # No owner: the record keeps its columns.
    populate_array(array, data, shape, strides, itemsize, None)  # type: ignore[no-untyped-call]
    return array._getvalue()  # noqa: SLF001 - as Numba's own code does


def borrowed[R: tuple[Untyped, ...]](record: R) -> R:
    """Return a record of columns as compiled code hands it on fastest.

    Compiled code counts who uses each array of a named tuple, in every function that takes it. A borrowed record is one address.
    There, what is borrowed has to be an argument, which the caller keeps, or to be used once more, after the call.
    """
    if config.DISABLE_JIT or isinstance(record, Packed):  # type: ignore[attr-defined]
        return record
    made = Packed(record)
    made._numba_type_ = BorrowedType(tuple((name, kind) for name, (_, kind) in made._numba_type_.places.items()))
    return cast("R", made)


def original[R: tuple[Untyped, ...]](record: R) -> R:
    """Return the record that a packed one was made of."""
    given: Untyped = record
    return cast("R", given._record) if isinstance(given, Packed) else record  # noqa: SLF001 - its own


@type_callable(borrowed)
def _borrowed_type(_: Untyped) -> Callable[[types.Type], types.Type]:
    def typed(record: Untyped) -> types.Type:
        if isinstance(record, PackedType):
            return record
        return BorrowedType(tuple(zip(record.fields, record.types, strict=True)))

    return typed


@lower_builtin(borrowed, PackedType)  # type: ignore[no-untyped-call]
def _same(_: Untyped, __: Untyped, ___: Untyped, given: list[ir.Value]) -> ir.Value:
    return given[0]


@lower_builtin(borrowed, types.BaseNamedTuple)  # type: ignore[no-untyped-call]
def _borrow(context: Untyped, builder: Untyped, signature: Untyped, given: list[ir.Value]) -> ir.Value:
    kind = signature.return_type
    words = cgutils.alloca_once(builder, ir.ArrayType(WORD, kind.size))  # type: ignore[no-untyped-call]
    first = builder.bitcast(words, WORD.as_pointer())
    for number, (at, field) in enumerate(kind.places.values()):
        array = make_array(field)(context, builder, builder.extract_value(given[0], number))  # type: ignore[no-untyped-call]
        lengths = cgutils.unpack_tuple(builder, array.shape)  # type: ignore[no-untyped-call]
        for place, word in enumerate((builder.ptrtoint(array.data, WORD), *lengths)):
            builder.store(word, builder.gep(first, [WORD(at + place)]))
    return builder.bitcast(words, context.get_value_type(kind))
