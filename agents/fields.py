"""The one descriptor of a value: of a column, a table, a parameter and an entry of a file.

It is the second argument of ``Annotated``, so that type, default and description of a field are declared together, and
every table of fields (checks, documentation, controls of the window) is generated from them.
"""

import math
from dataclasses import dataclass
from typing import Literal

Clock = Literal["constant", "round", "month", "year", "start"]
Level = Literal["both", "city", "nation", "world"]
Shape = Literal["one", "pair", "xyz", "words", "issue"]


# Frozen: one descriptor is shared by the checks, the documentation and the window, and none of them may change it.
# Meaning and unit come first, because nearly every declaration states them, by position.
@dataclass(frozen=True)
class Field:
    """Meaning, unit and range of a field.

    Attributes:
        about: Meaning: a noun phrase.
        unit: Unit; ``share`` for a number in [0, 1], ``1`` for a ratio, ``code`` for a member of the vocabulary. The unit
            of a name says what it names: ``who`` (cities, nations, groups), ``actor``, ``issues``, ``party``, ``club``.
        low: Smallest value allowed.
        high: Largest value allowed.
        shape: Values in a row of a column: one, a pair (one per party), three coordinates, two words of bits, or one
            per issue.
        level: Level of government that it belongs to.
        clock: Period of a rate, or the time at which a value is used.
        source: Paper or data; or, as the first word, ``assumed``, ``fitted``, ``estimated``, ``theory`` (a rule with rivals),
            ``lever`` (an institution that users switch, neutral by default) or ``definition``; empty where none is needed.
        choices: Words allowed, where the value is a word.
        applies: What a scenario must have for the value to have an effect, such as ``rules.protocol = rubinstein``; empty
            where it always has one (grammar: ``scenarios/format/applies.py``).
        counts: What the value counts, ``cities``, ``nations`` or ``issues``: no more of them take part than there are.
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
    applies: str = ""
    counts: str = ""

    def words(self) -> str:
        """Return range and unit as the end of a phrase: `` from 0 to 1 (share)``, `` of at least 0``."""
        low, high = (f"{limit:.10g}" if math.isfinite(limit) else "" for limit in (self.low, self.high))
        limits = f" from {low} to {high}" if low and high else f" of at least {low}" if low else ""
        limits = f" of at most {high}" if high and not low else limits
        return limits if self.unit == "1" else f"{limits} ({self.unit})"

    def width(self, issues: int) -> tuple[int, ...]:
        """Return the shape of one row in a world of ``issues`` issues: () for a single value."""
        # A row of a table and a row of a column of actors have the same shapes, which is why there is one descriptor.
        return {"one": (), "pair": (2,), "xyz": (3,), "words": (2,), "issue": (issues,)}[self.shape]
