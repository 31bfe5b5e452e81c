"""The catalogue of rules: for each question about the world, the answers that a scenario can choose from.

A question is a package of this folder. Its ``__init__`` states the question, the facts that an answer may use and the form of
an answer; every other file in it is one answer, found by its name. To add an answer is to add a file.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal, overload

from paradiplomacy.model.parameters import Rules

# The questions need NumPy. The catalogue alone does not, so that scenarios and designs are checked without it.
if TYPE_CHECKING:
    from paradiplomacy.model.rules.charter import CharterRule
    from paradiplomacy.model.rules.delivery import DeliveryRule
    from paradiplomacy.model.rules.membership import MembershipRule
    from paradiplomacy.model.rules.protocol import BargainingProtocol
    from paradiplomacy.model.rules.ratification import RatificationRule
    from paradiplomacy.model.rules.reply import ReplyRule
    from paradiplomacy.model.rules.response import ResponseRule

# The folder is the catalogue: a list written by hand would be a second place to edit, and could disagree with the files.
CATALOGUE: dict[str, dict[str, str]] = {
    question: {
        answer.name: f"{__name__}.{question}.{answer.name}"
        for answer in iter_modules([str(Path(__file__).parent / question)])
    }
    for question in Rules._fields
}


# One overload per question, so that callers get the type of its answers and mypy checks how they use it.
@overload
def rule(question: Literal["protocol"], name: str) -> "BargainingProtocol": ...
@overload
def rule(question: Literal["ratification"], name: str) -> "RatificationRule": ...
@overload
def rule(question: Literal["response"], name: str) -> "ResponseRule": ...
@overload
def rule(question: Literal["reply"], name: str) -> "ReplyRule": ...
@overload
def rule(question: Literal["delivery"], name: str) -> "DeliveryRule": ...
@overload
def rule(question: Literal["charter"], name: str) -> "CharterRule": ...
@overload
def rule(question: Literal["membership"], name: str) -> "MembershipRule": ...
@overload
def rule(question: str, name: str) -> object: ...
def rule(question: str, name: str) -> object:
    """Return the answer to a question that a scenario names.

    Args:
        question: A field of ``Rules``.
        name: A file in the folder of the question, or ``file.py:name`` for a rule from a user's own file.

    Raises:
        KeyError: The catalogue has no such question or no such answer.
        OwnRuleError: The user's own rule cannot be used.
    """
    return answer(question, name)


# A month asks for its rules many times; an own rule is loaded and tried only once.
@cache
def answer(question: str, name: str) -> object:
    """Return the answer to a question, as ``rule``."""
    answers = CATALOGUE[question]
    if name not in answers and ".py:" in name:
        # Imported here because it needs the bargaining room, which itself needs the questions.
        from paradiplomacy.model.rules.own import own_rule

        return own_rule(question, name)
    return import_module(answers[name])
