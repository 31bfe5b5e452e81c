"""Contrast of WCAG 2.1 AA: 4.5 to 1 for text, 3 to 1 for what is drawn, on light and dark pages."""

import re
from pathlib import Path

import pytest
from colours import CSS, DARK, DRAWN, LIGHT, contrast, tones

from paradiplomacy.visualisation import page
from paradiplomacy.visualisation.components import line_charts
from paradiplomacy.visualisation.theme import palette

TEXT = 4.5


READ = [
    *((ink, ground) for ink in ("ink", "faint") for ground in ("paper", "sheet")),
    *((ink, "paper") for ink in ("accent", "warn", "good")),
    ("on-accent", "accent"),
]


def laid_over(ink: str, ground: str, opacity: float) -> str:
    """The colour that a faded ink comes to."""
    parts = [
        round(int(ink[at : at + 2], 16) * opacity + int(ground[at : at + 2], 16) * (1 - opacity)) for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


def test_the_measure_is_the_published_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), READ)
def test_text_can_be_read(theme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(theme[ink], theme[ground]) >= TEXT


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_a_filter_hides_can_still_be_read(theme: dict[str, str]) -> None:
    found = re.search(r'\.pd-key\[aria-pressed="false"\] \{\s*opacity: ([\d.]+);', CSS)
    assert found
    faded = laid_over(theme["ink"], theme["sheet"], float(found[1]))
    assert contrast(faded, laid_over(theme["sheet"], theme["paper"], float(found[1]))) >= TEXT


@pytest.mark.parametrize(("name", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_agreements_contrast_with_the_sea_and_with_every_tone_of_the_land(name: str, theme: dict[str, str]) -> None:
    grounds = [theme["sheet"], *tones(name)]
    assert len(grounds) == 7
    for look in {*palette.STANCES, *palette.COMPARED, *palette.OBSERVED}:
        for ground in grounds:
            # A grey means nothing in particular, and its lines have an edge in the colour of the sea.
            least = DRAWN if getattr(look, name) not in palette.GREY_LINE else 2.7
            assert contrast(getattr(look, name), ground) >= least, (look, ground)


def test_every_line_of_a_chart_contrasts_with_light_and_dark_paper() -> None:
    colours = {line.colour for chart in line_charts.CHARTS for line in chart.series}
    colours |= {*line_charts.STOCK_COLOURS, *(line.colour for line in line_charts.CLOSED)}
    assert len(colours) >= 5
    for colour in colours:
        assert contrast(colour, LIGHT["paper"]) >= DRAWN and contrast(colour, DARK["paper"]) >= DRAWN, colour


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_mark_of_the_focus_can_be_seen(theme: dict[str, str]) -> None:
    assert re.search(r"\.pd-window :focus-visible \{\s*outline: 3px solid var\(--accent\)", CSS)
    assert contrast(theme["accent"], theme["paper"]) >= DRAWN and contrast(theme["accent"], theme["sheet"]) >= DRAWN


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_darkest_cell_of_the_matrix_can_be_read(theme: dict[str, str]) -> None:
    source = Path(page.__file__).with_name("panels").joinpath("regions.vue").read_text()
    found = re.search(r"const DARKEST = ([\d.]+).*\"rgba\((\d+),(\d+),(\d+),", source, re.DOTALL)
    assert found
    colour = "#" + "".join(f"{int(found[part]):02x}" for part in (2, 3, 4))
    assert contrast(theme["ink"], laid_over(colour, theme["paper"], float(found[1]))) >= TEXT
