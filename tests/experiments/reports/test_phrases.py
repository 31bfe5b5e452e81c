"""Counts and lists read as a person would write them."""

import pytest

from paradiplomacy.experiments.reports.phrases import as_many_as_fit, counted, listed, shortened, table


@pytest.mark.parametrize(("count", "text"), [(0, "no cities"), (1, "1 city"), (2, "2 cities"), (1234, "1,234 cities")])
def test_singular_and_plural_are_right(count: int, text: str) -> None:
    assert counted(count, "city", "cities") == text


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_with_and(parts: list[str], text: str) -> None:
    assert listed(parts) == text


def test_columns_of_numbers_are_aligned_to_the_right() -> None:
    assert table(["", "total"], [("a", 1), ("long", 1234)]) == ["        total", "  a         1", "  long  1,234"]


def test_what_is_too_long_is_cut() -> None:
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"


@pytest.mark.parametrize(
    ("width", "text"), [(40, "France 10, Chad 2, Peru 1"), (18, "France 10, Chad 2"), (12, "France 10"), (5, "Fran…")]
)
def test_names_that_do_not_fit_are_left_out_whole(width: int, text: str) -> None:
    assert as_many_as_fit(["France 10", "Chad 2", "Peru 1"], width) == text
