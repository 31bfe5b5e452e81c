"""A shock: an attribute of some actors changes from one month to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, Fault, Form, Number, listed, on_issues

if TYPE_CHECKING:
    import numpy as np

    from paradiplomacy.agents.columns import Floats
    from paradiplomacy.model.state import State

# The ranges for checks of a file, which cannot read agents/columns.py because that needs NumPy. GDP and population,
# which have no upper bound there, have one here against slips of the keyboard.
RANGE_OF_COLUMN = MappingProxyType(
    {
        "position": (-1, 1),
        "public": (-1, 1),
        "need": (0, 1),
        "salience": (0, 1),
        "gdp": (0, 1e6),
        "population": (0, 1e10),
        "trust": (0, 1),
        "reputation": (0, 1),
    }
)
BY_ISSUE = ("position", "public", "need", "salience")
LASTING = MappingProxyType({"position": "conviction", "public": "anchor"})
"""A position drifts back to where it is drawn. A shock to it lasts, because what it is drawn to moves as well."""
OF_NOTHING = MappingProxyType({"add": 0.0, "factor": 1.0})
CHANGES = MappingProxyType({"add": "rises by", "factor": "is multiplied by", "to": "becomes"})


@dataclass(frozen=True, kw_only=True)
class Shock(DatedEvent):
    """A change of a column of the actors: a sum, a factor or a new value. The result is clipped to the column's range."""

    kind: ClassVar[str] = "shock"
    example: ClassVar[str] = """\
who = ["FRA"]
column = "public"
issues = ["climate"]
add = 0.2
"""
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            key="opinion",
            label="public opinion shifts",
            title="Opinion in {who} shifts{on}",
            number=Number("add", "shift, on a scale from -1 to 1", 0.3, -1, 1),
            sets={"column": "public"},
        ),
        Form(
            key="slump",
            label="an economic shock",
            title="Economic shock in {who}",
            issues=False,
            number=Number("factor", "GDP is multiplied by", 0.9, 0.1, 2),
            sets={"column": "gdp"},
        ),
    )

    who: Annotated[tuple[str, ...], Field("actors concerned: cities, nations or groups", "who")]
    column: Annotated[str, Field("attribute that changes", "word", choices=tuple(RANGE_OF_COLUMN))]
    issues: Annotated[tuple[str, ...], Field("issues concerned; all unless given", "issues")] = ()
    add: Annotated[float | None, Field("number added", low=-1e9, high=1e9)] = None
    factor: Annotated[float | None, Field("factor", low=0, high=1000)] = None
    to: Annotated[float | None, Field("new value", low=-1e9, high=1e12)] = None

    def words(self) -> str:
        """Describe the change."""
        key, number = self._changes()[0]
        fall = key == "add" and number < 0
        verb = "falls by" if fall else CHANGES[key]
        return (
            f"{listed(self.who)}: {self.column}{on_issues(self.issues)} {verb} {abs(number) if fall else number:.10g}"
        )

    def _changes(self) -> list[tuple[str, float]]:
        given = {"add": self.add, "factor": self.factor, "to": self.to}
        return [(key, number) for key, number in given.items() if number is not None]

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with the number of changes, the issues and the range."""
        given = [key for key, _ in self._changes()]
        if len(given) != 1:
            wrong = " and ".join(given) + " together" if given else "a shock without a change"
            also = tuple(CHANGES)
            yield Fault(given[1] if given else "add", wrong, f"expected exactly one of {', '.join(CHANGES)}", also)
        if self.column not in BY_ISSUE and self.issues:
            wrong = f"{self.column} does not differ by issue"
            yield Fault("issues", wrong, f"only {', '.join(BY_ISSUE)} do; leave the issues out", ("column",))
        low, high = RANGE_OF_COLUMN.get(self.column, (0, 0))
        if self.to is not None and not low <= self.to <= high:
            right = f"expected {self.column} from {low:.10g} to {high:.10g}"
            yield Fault("to", f"{self.to:.10g} is out of range", right, ("column",))
        if self.add is not None and abs(self.add) > high - low:
            right = f"expected {low - high:.10g} to {high - low:.10g}: {self.column} is from {low:.10g} to {high:.10g}"
            yield Fault("add", f"{self.add:.10g} is out of range", right, ("column",))

    def idle(self) -> Iterator[Fault]:
        """Yield the sum or factor that changes nothing."""
        for key, number in self._changes():
            if number == OF_NOTHING.get(key):
                yield Fault(key, f"{number:.10g} changes nothing", "expected another number")

    def act(self, state: "State") -> None:
        """Change the column, and write each change to the ledger."""
        who = state.lookup.rows(self.who)
        by_issue = getattr(state.actors, self.column).ndim == 2
        for k in state.lookup.issues(self.issues) if by_issue else (None,):
            self._change(state, who, k)
        # Weights sum to 1, so a shock to one of them is a shift of attention from the others.
        if self.column == "salience":
            _normalise(state.actors.salience, who)

    def _change(self, state: "State", who: "np.ndarray", issue: int | None) -> None:
        """Change the column of some actors, on one issue where it differs by issue."""
        import numpy as np

        from paradiplomacy.agents.columns import described
        from paradiplomacy.model.ledger.kinds import Event

        at = (who,) if issue is None else (who, issue)
        column, allowed = getattr(state.actors, self.column), described(self.column)
        before = column[at].copy()
        column[at] = np.clip(self._changed(before), allowed.low, allowed.high)
        if self.column in LASTING:
            # By what the column moved after clipping, so that a shock at the end of the range leaves no hidden rest.
            lasting, bounds = getattr(state.actors, LASTING[self.column]), described(LASTING[self.column])
            lasting[at] = np.clip(lasting[at] + (column[at] - before), bounds.low, bounds.high)
        state.ledger.write(
            Event.SHOCK,
            state.month,
            count=len(who),
            actor=who,
            issue=-1 if issue is None else issue,
            value=column[at],
        )

    def _changed(self, before: "Floats") -> "Floats":
        import numpy as np

        after = before if self.to is None else np.full_like(before, self.to)
        return after * (1.0 if self.factor is None else self.factor) + (self.add or 0.0)


def _normalise(salience: "Floats", who: "np.ndarray") -> None:
    """Scale the weights of actors to a sum of 1; equal weights where a shock has left none."""
    total = salience[who].sum(axis=1, keepdims=True)
    nothing = (total <= 0.0).ravel()
    total[nothing] = 1.0
    salience[who] /= total
    salience[who[nothing]] = 1.0 / salience.shape[1]
