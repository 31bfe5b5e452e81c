"""What went wrong, as the page shows it: the month, the cause, and a way back."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass

import solara

from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.visualisation.services import RefusedError
from paradiplomacy.visualisation.session.session import SeedError, Session


@dataclass(frozen=True)
class Trouble:
    """A failure.

    Attributes:
        month, date: The month that failed.
        cause: Kind and message.
        place: Where in the program; empty for a wrong request.
    """

    month: int
    date: str
    cause: str
    place: str


def troubles(session: Session, act: Callable[[], object]) -> Trouble | None:
    """Do something; what went wrong, or None."""
    month = session.now.month
    try:
        act()
    except (ScenarioError, SeedError, LookupError, RefusedError) as error:
        return Trouble(month, session.run.cast.date(month), str(error), "")
    except Exception as error:  # noqa: BLE001 - the edge of the page: a failed month is shown and the visit goes on
        month = session.now.month
        cause = f"{type(error).__name__}: {error}"
        return Trouble(month, session.run.cast.date(month), cause, traceback.format_exc(limit=-3))
    return None


@solara.component
def TroublePanel(trouble: Trouble, go: Callable[[int], None], close: Callable[[], None]) -> None:
    """The panel, with its way back."""
    with solara.v.Html(tag="div", class_="pd-trouble", attributes={"role": "alert"}):
        head = (
            f"{trouble.date}, month {trouble.month + 1}, could not be played."
            if trouble.place
            else "This cannot be done."
        )
        solara.v.Html(tag="strong", children=[head])
        solara.v.Html(tag="pre", children=[trouble.cause + ("\n" + trouble.place if trouble.place else "")])
        if trouble.place:
            solara.Button(f"back to month {trouble.month}", on_click=lambda: go(trouble.month), small=True)
        solara.Button("close", on_click=close, small=True, text=True, classes=["pd-close"])
