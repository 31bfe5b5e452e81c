"""Declaration of a kind of ledger event, apart from its code and words."""

from collections.abc import Callable
from typing import Self

from paradiplomacy.agents.codes import Code
from paradiplomacy.model.ledger import roles
from paradiplomacy.model.ledger.declaration import Feed, Fields
from paradiplomacy.model.ledger.replay.past import Line, Past

Reducer = Callable[[Past, Line], None]


class Kind(Code):
    """A vocabulary of kinds of event, without any.

    Attributes:
        fields, feed: The columns that the kind uses, and its text.
        reducer: How replay reads it; None where it changes no legal fact.
    """

    fields: Fields
    feed: Feed
    reducer: Reducer | None

    def __new__(
        cls,
        code: int,
        word: str = "",
        sentence: str = "",
        fields: Fields = roles.NOTHING,
        feed: Feed = roles.SILENCE,
        reducer: Reducer | None = None,
    ) -> Self:
        """Keep the integer as the value, as every code does. The defaults serve the look-up ``Event(code)``."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.word, member.sentence, member.colour = word, sentence, ""
        member.fields, member.feed, member.reducer = fields, feed, reducer
        return member
