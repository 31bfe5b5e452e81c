"""Colours of the window as its style sheets and scripts name them, and their contrast (WCAG 2.1)."""

import re
from pathlib import Path

from paradiplomacy.visualisation import page

DRAWN = 3.0
"""Least contrast of what is drawn (WCAG 2.1, 1.4.11)."""
CSS = "".join(style.read_text() for style in page.STYLES)


def variables(selector: str) -> dict[str, str]:
    """Colours that a rule names."""
    body = CSS[CSS.index(selector + " {") :].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", body))


LIGHT = variables(".pd-window")


DARK = LIGHT | variables(".pd-window.pd-dark")


THEMES = {"light": LIGHT, "dark": DARK}
LAND = Path(page.__file__).with_name("map").joinpath("land.js").read_text()


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def tones(theme: str) -> list[str]:
    """The ends of the tones of land, and what land without a value has."""
    body = LAND[LAND.index(f"const {theme.upper()} = {{") :].partition("};")[0]
    mixed = re.findall(r"\[(\d+), (\d+), (\d+)\]", body)
    return [
        *re.findall(r'bare: "(#[0-9a-f]{6})"', body),
        *("#" + "".join(f"{int(v):02x}" for v in each) for each in mixed),
    ]
