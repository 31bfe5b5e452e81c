"""The style of all figures: ours whatever the user's settings are, plain text instead of formulas, a font for every letter."""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.ft2font import FT2Font

FONT = "DejaVu Sans"
"""Font of all letters that it has; Matplotlib ships it."""
SQUARE = "\N{WHITE SQUARE}"
NOTE = f"{SQUARE} replaces letters that no installed font has."
INK, FAINT = "#23292e", "#6b747c"
# Names are data, and "$5 and $10" must not be read as a formula. The salt makes the ids in SVG files, and so the files,
# always the same.
STYLE: Any = {
    "font.size": 9, "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": FAINT, "xtick.color": INK,
    "ytick.color": INK, "svg.hashsalt": "paradiplomacy", "text.parse_math": False, "text.usetex": False,
}  # fmt: skip
# Fonts that draw a symbol or a box for every letter.
UNFIT = ("Last Resort", "cm", "STIXNonUnicode", "STIXSize", "Noto Sans Symbols")


class Letters(NamedTuple):
    """The letters of a figure.

    Attributes:
        families: Fonts that together have the letters, in the order in which they are tried.
        missing: Letters that no installed font has.
    """

    families: tuple[str, ...]
    missing: frozenset[str]

    def shown(self, text: str) -> str:
        """Return a text as it can be drawn: with a square for each letter that no font has."""
        return "".join(SQUARE if letter in self.missing else letter for letter in plain(text))

    def annotate(self, figure: Figure) -> None:
        """Say in the figure that letters are missing, where they are."""
        if self.missing and figure.get_layout_engine():
            figure.supxlabel(NOTE, x=0.995, ha="right", fontsize=6.5, color=FAINT)
        elif self.missing:
            figure.text(0.98, 0.018, NOTE, fontsize=6.5, color=FAINT, ha="right", va="center")


@contextmanager
def style(texts: Iterable[str]) -> Iterator[Letters]:
    """Set Matplotlib to our style and to fonts for some texts; the user's settings return afterwards.

    Args:
        texts: Texts of the figure that come from users or from data.
    """
    letters = letters_of(frozenset("".join(map(plain, texts))))
    with mpl.rc_context():
        # A user's matplotlibrc may change anything, from the font to the size of the saved picture.
        mpl.rcdefaults()
        mpl.rcParams.update(STYLE | {"font.family": list(letters.families)})
        yield letters


def plain(text: str) -> str:
    """Return a text without what no font draws: control and formatting characters, lone surrogates."""
    return "".join(" " if unicodedata.category(letter)[0] == "C" and letter != "\n" else letter for letter in text)


@cache
def letters_of(found: frozenset[str]) -> Letters:
    """Return the fonts for some letters: ours, and as few installed ones as have the rest."""
    families, missing = [FONT], found - {"\n"} - _letters_in(fontManager.findfont(FONT))
    # Most figures have Latin letters only, and opening hundreds of fonts takes seconds.
    fonts = _installed() if missing else {}
    while missing:
        # Greedy: few fonts look better than many, and one usually has all letters of a language.
        best = max(fonts, key=lambda name: (len(missing & fonts[name]), name), default="")
        if not missing & fonts.get(best, frozenset()):
            break
        families.append(best)
        missing -= fonts[best]
    return Letters(tuple(families), frozenset(missing))


@cache
def _installed() -> dict[str, frozenset[str]]:
    """Return the letters of each installed font by its name."""
    found: dict[str, frozenset[str]] = {}
    for font in fontManager.ttflist:
        if font.style == "normal" and not font.name.startswith(UNFIT) and font.name not in found:
            found[font.name] = _letters_in(font.fname)
    return found


@cache
def _letters_in(file: str | Path) -> frozenset[str]:
    try:
        return frozenset(map(chr, FT2Font(str(file)).get_charmap()))
    # A font that was removed or is damaged is one that has no letters.
    except (OSError, RuntimeError):
        return frozenset()
