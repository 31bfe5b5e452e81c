"""Entries that can be checked, and names that are known only if all of them are right."""

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.consistency.entries import entries, labels
from paradiplomacy.scenarios.format.problem import Report


def test_an_entry_that_is_no_table_is_passed_over(report: Report) -> None:
    listed = ("a", "b", "c")
    report.add(("clubs", 1), 3, "not a table")
    assert list(entries(listed, "clubs", report)) == [(("clubs", 0), "a"), (("clubs", 2), "c")]
    assert [path for path, _ in entries(listed, "events", report)] == [("events", index) for index in range(3)]


def test_an_entry_with_a_wrong_value_is_still_checked(report: Report) -> None:
    report.add(("clubs", 0, "dues"), -1, "too low")
    assert list(entries(("a",), "clubs", report)) == [(("clubs", 0), "a")]


def test_names_are_known_only_where_all_of_them_are_right(report: Report) -> None:
    scenario = read.read("baseline")
    assert labels(scenario, "issues", report) == [issue.name for issue in scenario.issues]
    assert labels(scenario, "clubs", report) is None
    report.add(("issues", 1, "need"), 9, "too high")
    assert labels(scenario, "issues", report) is not None
    report.add(("issues", 1, "name"), "", "empty")
    assert labels(scenario, "issues", report) is None
