"""Answers as JSON, for programs: stable keys, provenance, no NaN."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

import numpy as np

FORMAT = 1
"""Version of the answers: raised when a key is removed or changes its meaning; new keys may appear at any time."""

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None


def answer(kind: str, provenance: Mapping[str, object], **content: object) -> str:
    """Return an answer as text.

    Args:
        kind: What the answer is.
        provenance: Where it comes from; the version is added.
        content: The answer itself, by key.
    """
    from paradiplomacy import __version__

    head = {"kind": kind, "format": FORMAT, "provenance": {"paradiplomacy": __version__, **provenance}}
    # NaN is not JSON: whatever is not a number is null, and a number that slips through is an error here.
    return json.dumps(plain({**head, **content}), indent=2, allow_nan=False, ensure_ascii=False)


def plain(value: object) -> Json:
    """Return a value as JSON has it: records as objects, missing and infinite numbers as null."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Iterable) and not isinstance(value, str | Path):
        return [plain(each) for each in value]
    return _single(value.item() if isinstance(value, np.generic) else value)


def _single(value: object) -> Json:
    # Members of vocabularies are numbers to Python; programs get their names.
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    # What is left is missing (pandas.NA) or prints itself, as paths and dates do.
    return None if type(value).__name__ in ("NAType", "NaTType") else str(value)
