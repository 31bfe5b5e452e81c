"""A boundary keeps a fault to the part of the page in which it happens, and leads out of it."""

import reacton
import solara
from ipyvuetify import Btn

from paradiplomacy.visualisation.components.boundary import Boundary


def texts(context: object) -> str:
    found = context.find().widgets  # type: ignore[attr-defined]
    return " ".join(str(child) for widget in found for child in getattr(widget, "children", ()) or ())


def test_a_part_that_fails_says_so_and_can_be_tried_again() -> None:
    broken = solara.reactive(value=True)
    left: list[str] = []

    @solara.component
    def Fragile() -> None:
        if broken.value:
            raise ValueError("it broke")
        solara.v.Html(tag="p", children=["whole again"])

    @solara.component
    def Around() -> None:
        Boundary("The panel", Fragile, {"leave": lambda: left.append("left")})
        solara.v.Html(tag="p", children=["the rest"])

    box, context = reacton.render(Around(), handle_error=False)
    assert "The panel cannot be shown" in texts(context) and "ValueError: it broke" in texts(context)
    assert "the rest" in texts(context)
    again, leave = context.find(Btn).widgets
    again.click()
    assert "cannot be shown" in texts(context) and not left
    broken.set(False)
    leave.click()
    assert left == ["left"] and "whole again" in texts(context) and "cannot be shown" not in texts(context)
    context.close()
    box.close()
