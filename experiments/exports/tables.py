"""The tables of a run for other programs: plain CSV with a description of every column, and Stata."""

import hashlib
import json
import re
from pathlib import Path

import pandas as pd

from paradiplomacy.experiments.exports.columns import described
from paradiplomacy.experiments.results.store import SPREADSHEETS, Run, as_written
from paradiplomacy.model.documented import Column

PACKAGE = "datapackage.json"
TYPES = {"b": "boolean", "i": "integer", "u": "integer", "f": "number"}
# Names of variables that Stata, its matrix language and pandas refuse.
RESERVED = frozenset(["byte", "class", "double", "float", "if", "in", "int", "long", "strL", "using", "with"])
LONGEST_LABEL, LONGEST_NAME = 80, 32
"""Letters that a Stata file has room for."""


def write_csv(run: Run, folder: Path, month: int | str | None) -> list[Path]:
    """Write every table as CSV, and ``datapackage.json`` (Frictionless) with meaning, unit and type of each column.

    The first line is the header: spreadsheets, R and database programs open the files as they are. An empty cell is a
    missing value. ``month`` is not used.
    """
    del month
    files, resources = [], []
    for name, table in run.tables.items():
        file = folder / f"{name}.csv"
        plain = table.apply(as_written)
        plain.to_csv(file, index=False, encoding=SPREADSHEETS, lineterminator="\n")
        files.append(file)
        resources.append(_resource(name, plain, file))
    package = folder / PACKAGE
    package.write_text(json.dumps(_package(run, resources), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [*files, package]


def _package(run: Run, resources: list[dict[str, object]]) -> dict[str, object]:
    manifest = run.manifest
    return {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", manifest.scenario.lower()) or "run",
        "title": manifest.title,
        "description": f"Results of paradiplomacy {manifest.versions['paradiplomacy']}; origin in provenance.json",
        "id": manifest.digest,
        "created": manifest.started_at,
        "resources": resources,
    }


def _resource(name: str, table: pd.DataFrame, file: Path) -> dict[str, object]:
    content = file.read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column, table[column.name]) for column in described(name, table).values()],
            "missingValues": [""],
        },
    }


def _field(column: Column, values: pd.Series) -> dict[str, object]:
    kind = (
        "boolean"
        if values.dtype == object and values.dropna().isin([True, False]).all() and values.notna().any()
        else ""
    )
    kind = kind or TYPES.get(getattr(values.dtype, "kind", "O"), "string")
    field: dict[str, object] = {"name": column.name, "type": kind, "description": column.about, "unit": column.unit}
    if kind == "boolean":
        field |= {"trueValues": ["True"], "falseValues": ["False"]}
    if column.words and kind == "string":
        field["constraints"] = {"enum": list(column.words)}
    return field


def write_stata(run: Run, folder: Path, month: int | str | None) -> list[Path]:
    """Write every table as a Stata file (format 118), columns labelled with meaning and unit; ``month`` is not used."""
    del month
    files = []
    for name, table in run.tables.items():
        file = folder / f"{name}.dta"
        about = described(name, table)
        short = stata_names(list(about))
        plain = table.apply(_for_stata).rename(columns=short)
        labels = {short[column]: _label(each) for column, each in about.items()}
        title = f"{run.manifest.title}: {name}"[:LONGEST_LABEL]
        plain.to_stata(file, write_index=False, version=118, data_label=title, variable_labels=labels)
        files.append(file)
    return files


def stata_names(names: list[str]) -> dict[str, str]:
    """Return names that Stata takes: at most 32 letters, digits and underscores, each once."""
    short: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9_]", "_", name)
        plain = f"_{plain}" if plain[0].isdigit() or plain in RESERVED else plain
        cut, at = plain[:LONGEST_NAME], 1
        while cut in short.values():
            at += 1
            cut = f"{plain[: LONGEST_NAME - len(str(at)) - 1]}_{at}"
        short[name] = cut
    return short


def _label(column: Column) -> str:
    unit = f" ({column.unit})" if column.unit not in ("1", "") else ""
    # The unit is never cut off.
    return f"{column.about[: LONGEST_LABEL - len(unit)]}{unit}"


def _for_stata(column: pd.Series) -> pd.Series:
    """Return a column in a type that Stata has: yes and no as 1 and 0, missing text as empty text."""
    if column.dtype.kind in "iuf" and not isinstance(column.dtype, pd.StringDtype):
        return column
    if column.dtype == bool:
        return column.astype("int8")
    if column.dropna().isin([True, False]).all() and column.notna().any() and column.dtype == object:
        return column.astype("float64")
    return column.astype(object).where(column.notna(), "").astype(str).astype(object)
