"""The catalogue of rules is its folder, and a name leads to one rule."""

from pathlib import Path

import pytest

from paradiplomacy.model import rules
from paradiplomacy.model.parameters import Rules
from paradiplomacy.model.rules import CATALOGUE, rule

FOLDER = Path(rules.__file__).parent


def test_every_question_has_the_answers_of_its_folder() -> None:
    assert list(CATALOGUE) == list(Rules._fields)
    for question, answers in CATALOGUE.items():
        files = {file.stem for file in (FOLDER / question).glob("*.py")} - {"__init__"}
        assert set(answers) == files


def test_the_default_answer_of_every_question_exists() -> None:
    for question, name in Rules()._asdict().items():
        assert rule(question, name) is rule(question, name)


def test_an_unknown_question_or_answer_is_refused() -> None:
    with pytest.raises(KeyError, match="weather"):
        rule("weather", "nash")
    with pytest.raises(KeyError, match="nush"):
        rule("protocol", "nush")
