"""Problems: how they read, what is around them, and the suggestion of the nearest word."""

import pickle

import pytest

from paradiplomacy.scenarios.format.problem import (
    MOST_PROBLEMS,
    Problem,
    Report,
    ScenarioError,
    did_you_mean,
    one_problem,
    path_text,
    printable,
    shown,
)


@pytest.fixture
def report() -> Report:
    return Report(lambda path: f"x.toml:{len(path)}", path_text)


def test_a_problem_is_one_line_of_place_path_and_message() -> None:
    assert (
        str(Problem("x.toml:3", "months", "0", "too small", "expected 1")) == "x.toml:3: months: too small, expected 1"
    )
    assert str(Problem("", "", "", "empty", "")) == "empty"


def test_an_error_has_a_line_for_each_problem_and_survives_another_process() -> None:
    error = ScenarioError([Problem("", "a", "", "wrong", ""), Problem("", "b", "", "wrong", "")])
    assert str(error) == "a: wrong\nb: wrong"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert one_problem("x", "wrong", "right", path="p", value=True).problems == (
        Problem("x", "p", "true", "wrong", "right"),
    )


def test_a_report_knows_what_is_wrong_inside_and_around_a_path(report: Report) -> None:
    report.add(("clubs", 1, "dues"), -1, "too low")
    assert report.problems == [Problem("x.toml:3", "clubs[1].dues", "-1", "too low", "")]
    assert report.wrong(("clubs", 1, "dues")) and report.wrong(("clubs", 1)) and report.wrong(("clubs",))
    assert report.wrong(("clubs", 1, "dues", "deeper")), "inside what is wrong"
    assert not report.wrong(("clubs", 0)) and not report.wrong(("clubs", 1, "name"))
    assert report.wrong(("clubs", 0), ("clubs", 1))
    assert report.broken(("clubs", 1, "dues")) and not report.broken(("clubs", 1))


def test_a_check_stops_at_the_most_problems_and_says_that_there_may_be_more(report: Report) -> None:
    for number in range(MOST_PROBLEMS - 1):
        report.add(("months", number), 0, "wrong")
    with pytest.raises(ScenarioError, match=f"the check stops at {MOST_PROBLEMS} problems"):
        report.add(("months",), 0, "wrong")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a" * 70, f'"{"a" * 60}"'),
        ("\x1b[31m", '"\\x1b[31m"'),
        ({"a": 1}, "a table of 1"),
        ([1, 2], "a list of 2"),
        (True, "true"),
        (None, ""),
        (0.5, "0.5"),
    ],
)
def test_a_value_is_shown_short_and_without_control_characters(value: object, text: str) -> None:
    assert shown(value) == text
    assert printable("Øslo\n") == "Øslo\\n"


@pytest.mark.parametrize(
    ("word", "words", "answer"),
    [
        ("depht", ("depth", "signed"), "did you mean depth?"),
        ("fra", ("FRA", "BRA"), "did you mean FRA?"),
        ("PARIS", ("Paris", "paris"), "did you mean Paris?"),
        ("xyz", ("depth", "signed"), "expected one of depth, signed"),
        ("xyz", (), ""),
        ("xyz", tuple("abcdefghijklmn"), "expected one of a, b, c, d, e, f, g, h, i, j, k, l, ..."),
    ],
)
def test_the_nearest_word_is_suggested_or_the_words_are_listed(word: str, words: tuple[str, ...], answer: str) -> None:
    assert did_you_mean(word, words) == answer


def test_a_path_is_written_as_set_takes_it() -> None:
    assert path_text(("events", "The summit", "date")) == 'events."The summit".date'
    assert path_text(("clubs", 1, "invited", 0)) == "clubs[1].invited[0]"
