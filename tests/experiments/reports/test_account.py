"""The account of a run agrees with its tables."""

import paradiplomacy
from paradiplomacy.experiments.engine.run import Underway
from paradiplomacy.experiments.reports.account import CLASSES, account
from paradiplomacy.experiments.reports.phrases import WIDTH
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.model.vocabulary import Diplomacy, Reason

SMALL = {"world.cities": 60, "world.nations": 10}


def test_the_account_says_what_the_tables_say(run: Run) -> None:
    told = account(run)
    assert max(map(len, told.splitlines())) <= WIDTH
    in_force = int((run.agreements["status"] == "in force").sum())
    total = next(line for line in told.splitlines() if line.strip().startswith("all "))
    assert f"{in_force:,}" in total.split()
    assert f"{len(run.agreements):,}" == total.split()[-1]
    assert "Climate Summit for Local Leaders" in told
    last = run.monthly.iloc[-1]
    closed = sum(last[f"challenge_closed_{level}_climate"] for level in ("local", "national", "joint"))
    climate = next(line for line in told.splitlines() if line.strip().startswith("climate ")).split()
    assert climate[1:3] == [f"{100 * closed:.0f}", "%"]
    assert "half of it was never closed" in told


def test_the_account_of_a_stopped_run_says_so() -> None:
    underway = Underway("synthetic", months=6, changes=SMALL)
    underway.step()
    assert "The run was interrupted after 1 of 6 months." in account(underway.results())


def test_an_account_says_year_by_year_whose_output_is_larger() -> None:
    told = account(paradiplomacy.run("powerhouses", months=1))
    page = told.partition("Whose output is larger (US$ billion at market rates of the year")[2]
    for name, measured in {
        "New York state over Spain": ["2012", "1,328", "1,325", "yes"],
        "Guangdong over Mexico": ["2012", "904", "1,255", "no"],
        "Guangdong over Russia": ["2012", "904", "2,208", "no"],
    }.items():
        row = page.partition(f"{name}\n")[2].splitlines()[1].split()
        assert row[:4] == measured
        assert row[6] in ("yes", "no")
    assert max(map(len, told.splitlines())) <= WIDTH


def test_every_reason_and_class_of_the_vocabulary_can_be_described(run: Run) -> None:
    failed = run.events[(run.events["kind"] == "failed") & (run.events["month"] >= 0)]
    text = account(run)
    for reason in failed["reason"].dropna().unique():
        assert Reason.of_word(reason).sentence in text
    assert {Diplomacy.NONE, *CLASSES} == set(Diplomacy)
