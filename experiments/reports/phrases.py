"""Phrases of reports: counts, lists and small tables as text."""

from collections.abc import Sequence

WIDTH = 100
"""Largest width of an account, characters."""


def counted(count: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun: ``1 agreement``, ``no agreements``, ``12 agreements``."""
    word = singular if count == 1 else plural or f"{singular}s"
    return f"{f'{count:,}' if count else 'no'} {word}"


def listed(parts: Sequence[str]) -> str:
    """Return an enumeration: ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return lines of a table, with numbers aligned to the right and text to the left."""
    cells = [list(head), *([f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    numbers = [bool(rows) and isinstance(rows[0][column], int) for column in range(len(head))]
    return [
        (
            "  "
            + "  ".join(_set(text, width, number) for text, width, number in zip(row, widths, numbers, strict=True))
        ).rstrip()[:WIDTH]
        for row in cells
    ]


def as_many_as_fit(parts: list[str], width: int) -> str:
    """Return as many leading parts, separated by commas, as fit a width; at least the first."""
    count = 1
    while count < len(parts) and len(", ".join(parts[: count + 1])) <= width:
        count += 1
    return shortened(", ".join(parts[:count]), width)


def shortened(text: str, width: int) -> str:
    """Return the text, cut with an ellipsis where it exceeds the width."""
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _set(text: str, width: int, number: bool) -> str:
    return text.rjust(width) if number else text.ljust(width)
