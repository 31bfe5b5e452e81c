"""The table of substitution compares regimes pair by pair."""

import pandas as pd

from paradiplomacy.experiments.evidence.libraries.substitution import closing, table


def rows() -> pd.DataFrame:
    """Five replicates of three regimes at two values of rho, about the same distances apart in each."""
    return pd.DataFrame(
        [
            {
                "replicate": number,
                "challenges.mandate": mandate,
                "challenges.rho": rho,
                "closed": closed + 0.01 * number + 0.005 * (number % 2) * (mandate == "both"),
                "challenge_effort_city": 0.3,
                "challenge_effort_nation": 0.6,
            }
            for rho in (-1.0, 0.5)
            for mandate, closed in (("both", 0.4), ("cities", 0.1), ("nations", 0.2))
            for number in range(5)
        ]
    )


def test_regimes_are_compared_pair_by_pair_at_each_rho() -> None:
    lines = table(rows())
    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {11}
    cells = [cell.strip() for cell in lines[3].strip("|").split("|")]
    assert cells[:7] == ["0.5", "0.25", "0.422", "0.120", "0.220", "0.302 (0.299 to 0.305)", "0.202 (0.199 to 0.205)"]


def test_a_regime_without_a_run_has_no_numbers() -> None:
    some = rows()
    lines = table(some[(some["challenges.rho"] > 0) | (some["challenges.mandate"] != "cities")])
    assert lines[2] == "| -1 | no complete run of a regime |" and lines[3] == table(rows())[3]


def test_the_table_closes_the_page() -> None:
    assert closing({"substitution": rows()}).splitlines()[-4:] == table(rows())
