"""The columns of the tables of a run in the words of other programs: meaning, unit and allowed words."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from paradiplomacy.experiments.results.observed import COLUMNS, ESTIMATED, ESTIMATES, TABLE
from paradiplomacy.model.documented import CHALLENGE, ISSUE, TABLES, Column

OF_OWN_DATA = MappingProxyType({TABLE: COLUMNS, ESTIMATES: ESTIMATED})
OF_PREPARE = Column("", "recorded by the function that prepared the world")


def described(table: str, frame: pd.DataFrame) -> dict[str, Column]:
    """Return the description of each column of a table; a script's own columns have a general one.

    Args:
        table: Name of the table.
        frame: The table.
    """
    columns = OF_OWN_DATA[table] if table in OF_OWN_DATA else TABLES[table]() if table in TABLES else ()
    known = {column.name: column for column in columns}
    return {str(name): _of(str(name), known) for name in frame.columns}


def _of(name: str, known: Mapping[str, Column]) -> Column:
    if name in known:
        return known[name]
    for pattern, column in known.items():
        for end in (ISSUE, CHALLENGE):
            start = pattern.removesuffix(end) + "_"
            if pattern.endswith(end) and name.startswith(start):
                issue = name.removeprefix(start)
                return column._replace(name=name, about=f"{column.about}: {issue}")
    return OF_PREPARE._replace(name=name)
