"""Short tables in HTML, which notebooks show in the place of ``print``.

A table has a caption, and every cell belongs to a header of its row or column, so that screen readers read both. There are
no colours of our own: a notebook may be light or dark.
"""

import html
from collections.abc import Iterable, Sequence


def card(caption: str, rows: Iterable[tuple[str, object]]) -> str:
    """Return a table of names and values."""
    lines = "".join(
        f"<tr>{_head(name, 'row')}<td style='text-align:left'>{_text(value)}</td></tr>" for name, value in rows
    )
    return f"<table>{_caption(caption)}<tbody>{lines}</tbody></table>"


def grid(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table with a header for each column; the first cell of a row is the header of the row."""
    top = "".join(_head(name, "col") for name in head)
    lines = "".join(
        f"<tr>{_head(first, 'row')}{''.join(f'<td>{_text(cell)}</td>' for cell in rest)}</tr>" for first, *rest in rows
    )
    return f"<table>{_caption(caption)}<thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def _head(name: object, scope: str) -> str:
    return f"<th scope='{scope}' style='text-align:left'>{_text(name)}</th>"


def _caption(caption: str) -> str:
    return f"<caption style='text-align:left'><b>{_text(caption)}</b></caption>"


def _text(value: object) -> str:
    """Return a value as text that no browser takes for a tag; names come from users' files."""
    return html.escape(str(value))
