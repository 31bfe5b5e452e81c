"""A CSV file as rows of text with their lines, or everything that is wrong with its form."""

import csv
import io
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.scenarios.format.problem import shown
from paradiplomacy.scenarios.own_data.fault import Fault, TableError

LARGEST_FILE = 20_000_000
MOST_ROWS, MOST_COLUMNS = 200_000, 500
EXPECTED = "expected a CSV file in UTF-8 with commas between columns"
AS_CSV = 'expected a CSV file: in the spreadsheet, save the sheet as "CSV UTF-8"'
# Of files that people call tables: what they begin with, and what they are.
SIGNATURES = (
    (b"PK\x03\x04", "an Excel or OpenDocument workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
    (b"PAR1", "a Parquet file"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a word processor's document"),
)
OTHER_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


class Row(NamedTuple):
    """One row: its first line in the file, and its cells by column, without white space around them."""

    line: int
    cells: Mapping[str, str]


class Sheet(NamedTuple):
    """The rows of a table.

    Attributes:
        columns: Names of the columns, as the header has them.
        rows: The rows; those of a wrong length are left out, and all under a header with two columns of one name.
        faults: What is wrong with its form.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_sheet(file: Path) -> Sheet:
    """Read a table.

    Raises:
        TableError: It cannot be read at all: no such file, another format or encoding, or no rows.
    """
    text = _decoded(_content(file))
    if not text.strip():
        raise _whole("empty", "expected a header line and a row for each entry", 1)
    _refuse_other_delimiter(text.lstrip().partition("\n")[0])
    faults: list[Fault] = []
    lines = _lines(text, faults)
    at, header = next(lines, (1, []))
    columns = _columns(header, at, faults)
    # Under a header that is wrong, cells are in other columns than it says.
    rows = () if faults else tuple(_rows(lines, columns, faults))
    if not rows and not faults:
        raise _whole("a header without rows", "expected a row for each entry", at)
    return Sheet(columns, rows, tuple(faults))


def _whole(wrong: str, right: str = EXPECTED, line: int = 0) -> TableError:
    return TableError([Fault(line, "", "", wrong, right)])


def _content(file: Path) -> bytes:
    try:
        # A named pipe would wait for a writer, and a device may never end.
        if not stat.S_ISREG(file.stat().st_mode):
            raise _whole("not an ordinary file")
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise _whole("no such file") from None
    except (OSError, ValueError) as error:
        raise _whole(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(content) > LARGEST_FILE:
        raise _whole("too large", f"expected at most {LARGEST_FILE // 1_000_000} MB")
    return content


def _decoded(content: bytes) -> str:
    for signature, name in SIGNATURES:
        if content.startswith(signature):
            raise _whole(name, AS_CSV)
    try:
        # Excel begins a UTF-8 file with a mark, which this encoding drops.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error.start) from None
    # A browser puts this sign for bytes that are not UTF-8.
    if "\ufffd" in text:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise _whole("not UTF-8, perhaps Latin-1 or Windows-1252", 'expected the file saved as "CSV UTF-8"', line)
    if "\0" in text:
        raise _whole("not text: it contains a zero byte", line=text.count("\n", 0, text.index("\0")) + 1)
    return text


def _not_utf8(content: bytes, at: int) -> TableError:
    line = content.count(b"\n", 0, at) + 1
    # Latin-1 gives every byte a letter: what the reader sees in the spreadsheet, and can look for.
    word = content[content.rfind(b"\n", 0, at) + 1 :].partition(b"\n")[0].decode("latin-1").strip()
    wrong = "not UTF-8, perhaps Latin-1 or Windows-1252"
    return TableError(
        [Fault(line, "", word[:40], f"{wrong}: {shown(word[:40])}", 'expected the file saved as "CSV UTF-8"')]
    )


def _refuse_other_delimiter(header: str) -> None:
    for mark, name in OTHER_DELIMITERS.items():
        if mark in header and "," not in header:
            right = "expected commas between columns and points in decimals"
            raise _whole(f"columns are separated by {name}", f'{right}: save it as "CSV UTF-8 (comma delimited)"', 1)


def _lines(text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield the records that are not blank, each with its first line."""
    # Strict: text after a closing quote would otherwise be joined to the cell without notice.
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            # What follows a quote that was never closed is one long cell: there is no more to read.
            wrong = f"quotes that do not match ({error})"
            faults.append(Fault(first, "", "", wrong, 'expected a cell with a comma in quotes: "a, b"'))
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield first, [cell.strip() for cell in cells]
        first = reader.line_num + 1


def _columns(header: Sequence[str], line: int, faults: list[Fault]) -> tuple[str, ...]:
    names = list(header)
    # Spreadsheets write commas for columns that were used once and are empty now.
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise _whole(f"{len(names)} columns", f"expected at most {MOST_COLUMNS}", line)
    for at, name in enumerate(names):
        if not name:
            faults.append(Fault(line, "", "", f"column {at + 1} has no name", "expected a name for each column"))
        elif name in names[:at]:
            faults.append(Fault(line, name, "", f"column {shown(name)} is there twice", "expected each column once"))
    return tuple(names)


def _rows(lines: Iterator[tuple[int, list[str]]], columns: tuple[str, ...], faults: list[Fault]) -> Iterator[Row]:
    for number, (line, cells) in enumerate(lines):
        if number >= MOST_ROWS:
            raise _whole(f"over {MOST_ROWS} rows", f"expected at most {MOST_ROWS}", line)
        # Empty cells at the end are no mistake of the reader's, where the header has them too.
        while len(cells) > len(columns) and not cells[-1]:
            cells.pop()
        if len(cells) == len(columns):
            yield Row(line, dict(zip(columns, cells, strict=True)))
        else:
            wrong = f"{len(cells)} cells"
            right = f"expected {len(columns)}, as in the header; a cell with a comma is in quotes"
            faults.append(Fault(line, "", ",".join(cells)[:40], wrong, right))
