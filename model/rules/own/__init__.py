"""Rules from a user's own Python file, which a scenario names: ``response = "my_rules.py:my_response"``.

The name stands for a function of one case. It is compiled where Numba can compile it, and runs as it is otherwise; it is
tried on a few cases when it is loaded, and its answers are checked each time. A protocol can also be an object with ``settle``,
as the protocols of the catalogue are modules.

Each file here holds one question: what a function is given, what it must return, and the cases that it is tried on.
"""

from functools import cache

from paradiplomacy.model import own_files
from paradiplomacy.model.rules.own.charter import OwnCharter
from paradiplomacy.model.rules.own.delivery import OwnDelivery
from paradiplomacy.model.rules.own.load import OwnRuleError, file_of, find, is_own
from paradiplomacy.model.rules.own.membership import OwnMembership
from paradiplomacy.model.rules.own.protocol import own_protocol
from paradiplomacy.model.rules.own.ratification import OwnRatification
from paradiplomacy.model.rules.own.reply import OwnReply
from paradiplomacy.model.rules.own.response import OwnResponse

__all__ = ["OwnRuleError", "file_of", "is_own", "own_rule", "renew"]

# One class per question: what a user's function is given and must return differs, and so do the messages.
MAKERS = {
    "protocol": own_protocol,
    "ratification": OwnRatification,
    "response": OwnResponse,
    "reply": OwnReply,
    "delivery": OwnDelivery,
    "charter": OwnCharter,
    "membership": OwnMembership,
}


@cache
def own_rule(question: str, name: str) -> object:
    """Load a user's own rule and try it on a few cases.

    Args:
        question: A field of ``Rules``.
        name: ``file.py:name``.

    Raises:
        KeyError: There is no such question.
        OwnRuleError: There is no such file or name, it raises an error, or it answers something else than the question asks.
    """
    try:
        with own_files.in_time():
            return MAKERS[question](name, find(name))
    except own_files.TooLongError:
        wrong = f'"{name}" has not answered within {own_files.SECONDS:g} seconds'
        raise OwnRuleError(wrong, "expected an answer to a few cases at once") from None


def renew(name: str) -> None:
    """Forget the rules of user files if the file of this one, or one that it needs, has changed since it was loaded."""
    from paradiplomacy.model.rules import answer

    # In a notebook, a file is edited and run again in the same process.
    if not own_files.is_current(file_of(name)):
        own_rule.cache_clear()
        answer.cache_clear()
