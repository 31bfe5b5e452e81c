"""The one descriptor of a number: of a column, a table and a parameter alike.

It is the second argument of ``Annotated``, so that type, default and description of a field are one line, and
every table of fields (checks, documentation, controls of the window) is generated from it.
"""

from dataclasses import dataclass
from typing import Literal

Clock = Literal["constant", "round", "month", "year", "start"]
Level = Literal["both", "city", "nation", "world"]
Shape = Literal["one", "pair", "xyz", "words", "issue"]


@dataclass(frozen=True)
class Field:
    """Meaning, unit and range of a field.

    Attributes:
        about: Meaning, in the words of the field.
        unit: Unit; ``share`` for a number in [0, 1], ``1`` for a plain ratio, ``code`` for a member of the vocabulary.
        low: Least value that is allowed.
        high: Largest value that is allowed.
        shape: Values in a row of a column: one, a pair (one per party), three coordinates, two words of bits, or one
            per issue.
        level: Level of government that it belongs to.
        clock: Period of a rate, or the time at which a value is used.
        source: Paper, data or the word ``assumed`` or ``fitted``; empty for what is no fact, such as a name.
        choices: Words that are allowed, where the value is a word.
    """

    about: str
    unit: str = "1"
    low: float = float("-inf")
    high: float = float("inf")
    shape: Shape = "one"
    level: Level = "both"
    clock: Clock = "constant"
    source: str = ""
    choices: tuple[str, ...] = ()

    def width(self, issues: int) -> tuple[int, ...]:
        """The shape of one row in a world of ``issues`` issues: () for a single value."""
        return {"one": (), "pair": (2,), "xyz": (3,), "words": (2,), "issue": (issues,)}[self.shape]
