"""The declaration of a kind of ledger event: the meaning of its columns and its text.

The columns of the ledger are shared by all kinds (``log.Events``), so ``detail`` and ``value`` mean nothing by
themselves. Each kind states what they hold for it; the public table, replay and the feed read the statement.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from paradiplomacy.agents.codes import Code

Tone = Literal["agree", "conflict", "law", "politics", "count"]
Names = Literal["party", "club"]
Column = Literal["", "detail", "reason", "club"]


class Coded(NamedTuple):
    """A column that holds a code for this kind.

    Attributes:
        about: What the code says of the event.
        codes: The vocabulary; or ``party`` or ``club`` for a number of a party or club of the scenario.
        column: Column of the public table that shows its word; empty where the number itself is shown.
    """

    about: str
    codes: type[Code] | Names
    column: Column = "detail"

    @property
    def placeholder(self) -> str:
        """The name under which a sentence refers to it: ``reason``, ``diplomacy``, ``party``, ``club``..."""
        return self.codes if isinstance(self.codes, str) else self.codes.__name__.lower()


class Measured(NamedTuple):
    """A column that holds a number for this kind: its meaning and unit."""

    about: str
    unit: str = "1"


@dataclass(frozen=True)
class Fields:
    """The columns that a kind uses, each with its meaning; the others stay blank and are missing in the public table.

    Attributes:
        agreement: Role of the agreement; empty where there is none.
        actor: Role of the actor who acts.
        other: Role of the actor whom it concerns.
        issue: Role of the issue.
        detail: Vocabulary of the code.
        value: Meaning of the number.
        terms: Meaning of the numbers by issue.
    """

    agreement: str = ""
    actor: str = ""
    other: str = ""
    issue: str = ""
    detail: Coded | None = None
    value: Coded | Measured | None = None
    terms: str = ""

    def coded(self) -> list[tuple[str, Coded]]:
        """The columns that hold a code, each with its vocabulary."""
        found = [("detail", self.detail), ("value", self.value)]
        return [(name, meaning) for name, meaning in found if isinstance(meaning, Coded)]


@dataclass(frozen=True)
class Feed:
    """The text of an event.

    A sentence may name ``{actor}``, ``{other}``, ``{issue}``, ``{agreement}`` (with its parties), ``{issues}`` (of the
    agreement), ``{count}`` and ``{share}`` (its value), a code by its placeholder, and the phrases of
    ``visualisation/session/facts/feed.py``.

    Attributes:
        sentence: The sentence of one event.
        tone: Its tone, which the window colours.
        tier: Where the feed shows it: lower tiers first, codes in order within a tier.
        many: Words that follow its number where the feed only counts it, so that routine does not drown the rest;
            empty where each has a line.
        clause: Words that follow the signature of the same month instead; empty where it has a line.
        account: Row of the account of a run, in the table of responses; empty where it is not in that table.
    """

    sentence: str
    tone: Tone
    tier: int
    many: str = ""
    clause: str = ""
    account: str = ""
