"""Values of options are read strictly, and a wrong one gets a clear message."""

import argparse

import pytest

from paradiplomacy.cli.options import add_changes, add_seed, changes_of, inner_share, share, whole
from paradiplomacy.scenarios.format.problem import ScenarioError


@pytest.mark.parametrize("text", ["5", "7", "10"])
def test_a_whole_number_in_its_range_is_read(text: str) -> None:
    assert whole(5, 10)(text) == int(text)


@pytest.mark.parametrize("text", ["4", "11", "-5", "5.0", "five", "", "\u0665", "9" * 5000])
def test_another_text_is_not_a_whole_number_in_the_range(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="must be a whole number from 5 to 10"):
        whole(5, 10)(text)


def test_a_share_has_its_ends_and_an_inner_share_does_not() -> None:
    assert (share("0"), share("1"), inner_share("0.5")) == (0.0, 1.0, 0.5)
    for wrong in ("-0.1", "1.1", "nan", "half"):
        with pytest.raises(argparse.ArgumentTypeError, match="from 0 to 1"):
            share(wrong)
    for wrong in ("0", "1", "nan", "half"):
        with pytest.raises(argparse.ArgumentTypeError, match="between 0 and 1"):
            inner_share(wrong)


def test_changes_and_seed_are_declared_alike_for_all_commands() -> None:
    parser = argparse.ArgumentParser()
    add_seed(parser, default=None)
    add_changes(parser, "changes")
    asked = parser.parse_args(["--set", "months=3", "--set", "rules.response=look_on"])
    assert asked.seed is None
    assert changes_of(asked) == {"months": 3, "rules.response": "look_on"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--set", "a.b=1", "--set", "a.b=2"], "a.b: given twice with --set, expected each path once"),
        (["--set", "months=3", "--months", "2"], "months: given with --set and with --months, expected one of them"),
    ],
)
def test_a_value_is_given_once(words: list[str], message: str) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--months", type=int)
    add_changes(parser, "change a value")
    with pytest.raises(ScenarioError, match=message):
        changes_of(parser.parse_args(words))
