"""Tables in memory as they are read back from a folder, so that a run that is saved and loaded has identical tables."""

import numpy as np
import pandas as pd


def tidy(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table as it is read back from a folder: row numbers from 0, text as text, every missing value NaN."""
    kept = table.reset_index(drop=True)
    for name, kind in kept.dtypes.items():
        if not isinstance(kind, np.dtype) or kind.hasobject:
            kept[name] = _plain(kept[name])
    return kept


def _plain(column: pd.Series) -> pd.Series:
    """Return a column in a type with one kind of missing value, NaN."""
    if isinstance(column.dtype, pd.StringDtype):
        return _as_text(column)
    # Truth values with gaps have no type of their own, so that a column of objects without rows may be one.
    if pd.api.types.infer_dtype(column, skipna=True) == "boolean" or (column.empty and column.dtype == "object"):
        is_whole = not (column.hasnans or column.empty)
        return column.astype("bool") if is_whole else column.astype(object).where(column.notna(), np.nan)
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.astype("float64") if column.hasnans else pd.Series(column.to_numpy(), column.index)
    return _as_text(column)


def _as_text(column: pd.Series) -> pd.Series:
    # A CSV file cannot distinguish empty text from a missing value, so that a table in memory does not either.
    return column.astype("str").replace("", None)
