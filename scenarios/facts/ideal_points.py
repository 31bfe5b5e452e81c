"""Fill the ideal points of ``nations.csv`` from the estimates of Bailey, Strezhnev and Voeten (2017).

Run it with the table of their estimates for session 70 of the United Nations General Assembly (2015-16), which has the
columns ``iso3c`` and ``IdealPoint``: ``python scenarios/facts/ideal_points.py TABLE.csv``. ``README.md`` states the rule for
nations without an estimate.
"""

import sys
from pathlib import Path

import pandas as pd

FACTS = Path(__file__).parent


def ideal_points(nations: pd.DataFrame, estimates: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the ideal point of each nation, and whether it is measured or estimated (rule 5)."""
    measured = nations["iso3"].map(estimates)
    # Votes follow regions closely, so the median of the neighbours says more than that of the world.
    regional = measured.groupby(nations["region"]).transform("median")
    kind = measured.notna().map({True: "measured", False: "estimated"})
    return measured.fillna(regional).round(3), kind


def fill(path: str) -> None:
    """Rewrite the columns ``ideal_point`` and ``ideal_point_kind``."""
    nations = pd.read_csv(FACTS / "nations.csv", keep_default_na=False, na_values=[""])
    table = pd.read_csv(path)
    nations["ideal_point"], nations["ideal_point_kind"] = ideal_points(nations, table.set_index("iso3c")["IdealPoint"])
    nations.to_csv(FACTS / "nations.csv", index=False)


if __name__ == "__main__":
    fill(sys.argv[1])
