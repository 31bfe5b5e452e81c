"""What a measure is read off: whose, on which issues and in which months, as a phrase of text."""

import re
from typing import NamedTuple

MONTH = r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])"
PHRASE = re.compile(
    r"(?P<measure>\S+)(?: (?P<how>of|among) (?P<who>\S.*?))?(?: on (?P<issues>[\w-]+(?:, [\w-]+)*))?"
    rf"(?: since (?P<since>{MONTH}))?(?: until (?P<until>{MONTH}))?"
)
EXAMPLE = "signed of Paris, cities:USA on climate since 2017-06 until 2018-05"


class Scope(NamedTuple):
    """A measure, and what it is restricted to.

    Attributes:
        measure: Name of the measure.
        who: Selectors of the actors; none means everybody.
        issues: Names of the issues; none means all.
        among: Whether both sides of an agreement have to be meant, not one of them.
        since, until: First and last month (YYYY-MM); None means those of the run.
    """

    measure: str
    who: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    among: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self[1:] == ((), (), None, None, False)


def parse(text: str) -> Scope:
    """Read a phrase such as ``signed of Paris, cities:USA on climate since 2017-06 until 2018-05``.

    Raises:
        ValueError: The text has no such form.
    """
    match = PHRASE.fullmatch(text)
    if match is None:
        raise ValueError(f"want a measure such as: {EXAMPLE}")
    since, until = match["since"], match["until"]
    if since and until and since > until:
        raise ValueError("want since at or before until")
    return Scope(match["measure"], _words(match["who"]), _words(match["issues"]), since, until, match["how"] == "among")


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(", ")) if text else ()
