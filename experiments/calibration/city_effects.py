"""Estimate how much each city is tied beyond gravity, on half of the observed pairs, and fill the columns of the facts.

    python -m paradiplomacy.experiments.calibration.city_effects observed_ties.csv --write

prints the coefficients of the hierarchical logit, from which the search takes its defaults, and their standard errors. With
``--write`` it replaces the columns ``tie_effect`` and ``tie_effect_error`` of ``scenarios/facts/cities.csv``. The other half of
the pairs is for predictions.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from paradiplomacy.experiments.calibration.observed import Observed, observed
from paradiplomacy.experiments.measures.networks.gravity import TERMS as ALL_TERMS
from paradiplomacy.experiments.measures.networks.gravity import is_tied, terms_of
from paradiplomacy.experiments.measures.networks.hierarchy import Hierarchy, Pairs, hierarchy
from paradiplomacy.scenarios.world.facts import FACTS

TERMS = ("intercept", "size", "distance", "language", "same_nation", "capital", "democracy", "autocracy")
CLOSURE = "closure"


def pairs_of(found: Observed, names: Sequence[str] = TERMS) -> Pairs:
    """Return the pairs that estimates may use, with their regressors."""
    rows, network = found.pairs[found.is_estimated], found.network
    terms = terms_of(network.places, rows)[:, [ALL_TERMS.index(name) for name in names]]
    return Pairs(rows, terms, is_tied(network, rows), len(found.identities))


def with_closure(pairs: Pairs) -> Pairs:
    """Add whether two cities have a common partner among the ties of these pairs, without the pair itself."""
    tied = np.zeros((pairs.cities, pairs.cities), dtype=np.int64)
    one, other = pairs.rows[pairs.tied].T
    tied[one, other] = tied[other, one] = 1
    common = (tied @ tied)[pairs.rows[:, 0], pairs.rows[:, 1]] > 0
    return pairs._replace(terms=np.column_stack([pairs.terms, common.astype(np.float64)]))


def coefficients(names: Sequence[str], found: Hierarchy) -> pd.DataFrame:
    """Return the table of coefficients."""
    table = pd.DataFrame({"term": names, "estimate": found.coefficient, "standard_error": found.error})
    spread = pd.DataFrame({"term": ["spread of city effects"], "estimate": [found.spread], "standard_error": [np.nan]})
    return pd.concat([table, spread], ignore_index=True)


def fill(identities: Sequence[str], found: Hierarchy) -> None:
    """Replace the columns of the facts."""
    file = FACTS / "cities.csv"
    cities = pd.read_csv(file, keep_default_na=False, dtype=str).set_index("id")
    for name, values in (("tie_effect", found.effect), ("tie_effect_error", found.effect_error)):
        cities[name] = pd.Series([f"{value:.3f}" for value in values], index=list(identities))
    cities.reset_index().to_csv(file, index=False, lineterminator="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Estimate, print and write; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, help="CSV file of observed ties, columns city_a and city_b")
    parser.add_argument("--write", action="store_true", help="replace the columns of the facts")
    asked = parser.parse_args(arguments)
    found = observed(asked.table)
    pairs = pairs_of(found)
    # Twice: effects that the closure of the search would add again must not be in the coefficients, and the other way round.
    with_, without = hierarchy(with_closure(pairs)), hierarchy(pairs)
    for title, names, fit in (("without closure", TERMS, without), ("with closure", (*TERMS, CLOSURE), with_)):
        table = coefficients(names, fit).to_string(index=False, float_format=lambda value: f"{value:.3f}")
        sys.stdout.write(f"{title}, {len(pairs.tied):,} pairs, {pairs.tied.sum()} ties\n{table}\n\n")
    if asked.write:
        fill(found.identities, with_)
    return 0


if __name__ == "__main__":
    sys.exit(main())
