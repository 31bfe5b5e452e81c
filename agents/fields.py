"""What the program knows about each of its numbers: meaning, unit, range, clock, source."""

from dataclasses import dataclass
from typing import Literal

Clock = Literal["constant", "round", "month", "year", "start"]
Level = Literal["both", "city", "nation", "world"]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """The description that stands beside a parameter where it is declared.

    It is used as the second argument of ``Annotated``, so that the type, the default and the
    description of a parameter stand in one line and every table of parameters is generated from it.

    Attributes:
        about: What it is, in the words of the field.
        unit: Its unit; ``share`` for a number in [0, 1], ``1`` for a plain ratio.
        low: Least value that is allowed.
        high: Largest value that is allowed.
        clock: What a rate is per, or when the value is used.
        source: Paper, data or the word ``assumed`` or ``fitted``; empty for what is no fact, such as a name.
        level: Which level of government it belongs to.
        choices: The words that are allowed, where the parameter is a word.
    """

    about: str
    unit: str = "1"
    low: float = float("-inf")
    high: float = float("inf")
    clock: Clock = "constant"
    source: str = ""
    level: Level = "both"
    choices: tuple[str, ...] = ()
