"""A boundary around a part of the page: what fails inside it is reported there, and the rest of the page goes on."""

import logging
from collections.abc import Callable

import solara

LOG = logging.getLogger(__name__)


@solara.component
def Boundary(what: str, draw: Callable[[], object], ways: dict[str, Callable[[], None]]) -> None:
    """Show a part of the page, or that it cannot be drawn.

    Args:
        what: Name of the part.
        draw: Makes its element.
        ways: Label and effect of the buttons that lead out, besides trying again.
    """
    error, clear = solara.use_exception()
    # Once for each error, not for each drawing of the message.
    solara.use_effect(lambda: None if error is None else LOG.error("%s failed", what, exc_info=error), [error])
    if error is None:
        draw()
        return
    with solara.v.Html(tag="div", class_="pd-failure", attributes={"role": "alert"}):
        solara.v.Html(tag="strong", children=[f"{what} cannot be shown: a fault of the program."])
        solara.v.Html(tag="pre", children=[f"{type(error).__name__}: {error}"])
        with solara.v.Html(tag="div", class_="pd-row"):
            solara.Button("try again", on_click=clear, small=True)
            for label, act in ways.items():
                solara.Button(label, on_click=_then(act, clear), small=True, text=True)


def _then(first: Callable[[], None], second: Callable[[], None]) -> Callable[[], None]:
    def act() -> None:
        first()
        second()

    return act
