"""Dated events: what all kinds share, and what the file of a kind declares.

A kind is a subclass of ``DatedEvent`` in its own file of this folder. Its annotated fields are the keys of its table in
a scenario; ``words`` describes it, ``faults`` checks it, ``act`` changes the state, ``example`` shows it, ``forms`` are
its entries in the window. Scenarios are read without any numerical package, so a kind imports what ``act`` needs there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NamedTuple, Protocol

from paradiplomacy.agents.fields import Field

# For types alone. NumPy and Numba take longer to load than a scenario takes to read; listing, checking, changing
# and describing scenarios therefore do without them.
if TYPE_CHECKING:
    from paradiplomacy.agents.columns import Ints
    from paradiplomacy.model.state import State


class Lookup(Protocol):
    """Finds in a world what an event names. Names are checked before a world is built; a small world may lack actors."""

    def rows(self, who: Sequence[str]) -> "Ints":
        """Return the rows of the actors that selectors such as ``FRA`` or ``cities:USA`` mean, each once, ascending."""

    def row(self, who: str) -> int | None:
        """Return the row of the actor that a selector means; None where it is not in this world."""

    def issues(self, names: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers of issues; of all issues where none is named."""

    def club(self, name: str) -> int:
        """Return the number of the plan of a club."""

    def party(self, label: str) -> int:
        """Return the number of a party."""


class Fault(NamedTuple):
    """Something that is wrong with an event although each of its values is allowed.

    Attributes:
        key: Key of the value that is wrong.
        wrong: What is wrong.
        right: What is expected.
        also: Other keys that the fault depends on; it is not reported where one of them is wrong already.
    """

    key: str
    wrong: str
    right: str
    also: tuple[str, ...] = ()


class Choice(NamedTuple):
    """An option of a form: its words, and the keys of the event that it sets."""

    word: str
    sets: Mapping[str, object]


class Number(NamedTuple):
    """A number asked for in a form: the key that it sets, its label, default and range."""

    key: str
    label: str
    default: float
    low: float
    high: float
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Form:
    """An event as the window offers it. A kind may have several forms, or none.

    Attributes:
        key: Name of the form.
        label: What happens.
        title: Name given to the event: a template of ``{who}``, ``{on}`` (the issues) and ``{choice}``.
        who: Actors asked for.
        issues: Whether issues are asked for.
        choices: Options by value; none where there is nothing to choose.
        number: Number asked for, if any.
        sets: Keys of the event that the form always sets.
    """

    key: str
    label: str
    title: str
    who: Literal["nation", "anybody", "group"] = "anybody"
    issues: bool = True
    choices: Mapping[str, Choice] = field(default_factory=dict)
    number: Number | None = None
    sets: Mapping[str, object] = field(default_factory=dict)

    def keys(self, choice: str, number: float) -> dict[str, object]:
        """Return the keys of the event that a filled-in form sets, apart from date, name, actors and issues."""
        chosen = self.choices[choice].sets if self.choices else {}
        asked = self.number
        given = {} if asked is None else {asked.key: int(number) if asked.whole else number}
        return {**self.sets, **chosen, **given}


@dataclass(frozen=True, kw_only=True)
class DatedEvent:
    """A dated event of a scenario (tables ``events``).

    Attributes:
        kind: Its kind, the value of the key ``kind``.
        example: Keys and values of an example, in TOML.
        forms: Its forms in the window.
    """

    kind: ClassVar[str] = ""
    example: ClassVar[str] = ""
    forms: ClassVar[tuple[Form, ...]] = ()

    date: Annotated[str, Field("month of the event", "YYYY-MM")]
    name: Annotated[str, Field("name of the event", "text")]
    source: Annotated[str, Field("where the event is documented", "text")] = ""

    def words(self) -> str:
        """Describe what the event does, in a sentence without a full stop."""
        raise NotImplementedError

    def faults(self) -> Iterator[Fault]:
        """Yield everything about the event that does not fit together."""
        yield from ()

    def idle(self) -> Iterator[Fault]:
        """Yield what makes the event do nothing, although it fits together: a lever may reach such a value."""
        yield from ()

    def act(self, state: "State") -> None:
        """Change the state as the event does, and write to the ledger."""
        raise NotImplementedError


def listed(names: Sequence[str]) -> str:
    """Return names as a reader would write them."""
    return ", ".join(names) or "none"


def on_issues(issues: Sequence[str]) -> str:
    """Return `` on climate, trade``; nothing where no issue is named."""
    return f" on {listed(issues)}" if issues else ""
