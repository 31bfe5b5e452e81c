"""Explanations of a share of the decisions of a run, as rows of a table."""

from typing import Any

from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.bargaining.explain import Explanation, explain, talk_in_book
from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.chance import Purpose, u01
from paradiplomacy.model.state import State


class Sample:
    """Explains each decision with a chance of its own, which nothing else depends on.

    Attributes:
        share: Share of the decisions that is explained.
        rows: One dictionary for each that was.
    """

    def __init__(self, share: float) -> None:
        self.share = share
        self.rows: list[dict[str, Any]] = []

    def take(self, state: State, which: Rows, agreed: Flags) -> None:
        """Explain some of the decisions of a month."""
        key = state.key(Purpose.EXPLAIN)
        for row, yes in zip(which.tolist(), agreed.tolist(), strict=True):
            if u01(key, state.book.rows.key[row], state.actors.key[0]) < self.share:
                told = explain(state, talk_in_book(state, row), date_of(state.start, state.month))
                self.rows.append({"agreement": row, "month": state.month, "decided": yes} | flat(told))


def flat(told: Explanation) -> dict[str, Any]:
    """An explanation as one row: columns that end in _a and _b are of the two sides."""
    row: dict[str, Any] = {
        "date": told.date,
        "issues": ";".join(told.issues),
        "agreed": told.agreed,
        "reason": told.reason,
        "refused": "; ".join(told.refused),
        "zone": 0.0 if told.zone is None else told.zone[1] - told.zone[0],
        "share_lost": told.share_lost,
    }
    for letter, side in zip("ab", told.sides, strict=True):
        row |= {letter: side.id, f"{letter}_name": side.name}
        row |= {f"{term.replace(' ', '_')}_{letter}": float(value) for term, value in side.worth.items()}
        row |= {f"gain_{letter}": side.gain, f"best_{letter}": side.best, f"win_set_{letter}": side.home}
    flip = told.flip
    row |= {
        "flip_attribute": flip.attribute if flip else "",
        "flip_actor": flip.actor if flip else "",
        "flip_issue": flip.issue if flip else "",
        "flip_before": flip.before if flip else float("nan"),
        "flip_after": flip.after if flip else float("nan"),
        "flip_size": flip.size if flip else float("nan"),
    }
    return row
