"""Figures look the same whatever the user's settings are, and show every letter of a name or say that they do not."""

import io
from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from paradiplomacy.experiments.reports import lettering
from paradiplomacy.experiments.reports.charts import differences_of

NAMES = ["aid $10_^{ {x}$", "$5 and $10 {a} \\frac", "100 % \t\x07 & <b>"]


def drawn(*arms: str) -> Figure:
    rows = pd.DataFrame(
        {"arm": arms, "baseline": "$b_{", "difference": 1.0, "low": 0.5, "high": np.nan, "p_holm": 0.01}
    )
    return differences_of(rows, "agreements, $x^{$")


def picture(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    with lettering.style(text.get_text() for text in figure.findobj(Text)):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def texts(figure: Figure) -> str:
    figure.draw_without_rendering()
    return "\n".join(text.get_text() for text in figure.findobj(Text))


@pytest.fixture
def _no_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has the font of Matplotlib only."""
    monkeypatch.setattr(lettering, "_installed", dict)
    lettering.letters_of.cache_clear()
    yield
    lettering.letters_of.cache_clear()


def test_a_name_is_text_and_no_formula() -> None:
    shown = texts(drawn(*NAMES))
    assert "aid $10_^{ {x}$" in shown and "$5 and $10 {a} \\frac" in shown and "“$b_{”" in shown
    assert picture(drawn(*NAMES))


def test_settings_of_the_user_do_not_reach_a_figure() -> None:
    plain = picture(drawn(*NAMES))
    own = {
        "text.usetex": True,
        "font.size": 40,
        "font.family": "no such font",
        "axes.facecolor": "red",
        "savefig.dpi": 9,
    }
    with mpl.rc_context(own):
        assert picture(drawn(*NAMES)) == plain
        assert mpl.rcParams["font.size"] == 40


@pytest.mark.usefixtures("_no_fonts")
def test_letters_without_a_font_are_said_to_be_missing_and_cause_no_warning() -> None:
    figure = drawn("北京 and Zürich", "दिल्ली")
    assert "□□ and Zürich" in texts(figure) and lettering.NOTE in texts(figure)
    assert picture(figure)
    assert lettering.NOTE not in texts(drawn("Zürich, Αθήνα, Москва"))


def test_an_installed_font_with_the_letters_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = {"Few": frozenset("北"), "All": frozenset("北京")}
    monkeypatch.setattr(lettering, "_installed", lambda: fonts)
    lettering.letters_of.cache_clear()
    assert lettering.letters_of(frozenset("北京a")) == lettering.Letters((lettering.FONT, "All"), frozenset())
    lettering.letters_of.cache_clear()
