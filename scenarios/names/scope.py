"""The phrase that restricts a measure to some actors, issues and months."""

import re
from typing import NamedTuple

MONTH = r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])"
# Names of actors contain spaces ("New York City"), so that the text cannot be split at words: the actors are the shortest
# text before the next keyword.
PHRASE = re.compile(
    r"(?P<measure>\S+)(?: (?P<how>of|among) (?P<who>\S.*?))?(?: on (?P<issues>[\w-]+(?:, [\w-]+)*))?"
    rf"(?: since (?P<since>{MONTH}))?(?: until (?P<until>{MONTH}))?"
)
EXAMPLE = "signed of Paris, cities:USA on climate since 2017-06 until 2018-05"


class Scope(NamedTuple):
    """A measure, and what it is restricted to.

    Attributes:
        measure: Name of the measure.
        who: Selectors of the actors; empty for all.
        issues: Names of the issues; empty for all.
        among: Whether both parties of an agreement must be selected, rather than one of them.
        since, until: First and last month (YYYY-MM); None for those of the run.
    """

    measure: str
    who: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    among: bool = False

    @property
    def whole(self) -> bool:
        """True where nothing is restricted."""
        return self[1:] == EVERYTHING[1:]

    def __str__(self) -> str:
        """The phrase, as ``parse`` reads it."""
        parts = (
            self.measure,
            f"{'among' if self.among else 'of'} {', '.join(self.who)}" if self.who else "",
            f"on {', '.join(self.issues)}" if self.issues else "",
            f"since {self.since}" if self.since else "",
            f"until {self.until}" if self.until else "",
        )
        return " ".join(part for part in parts if part)


EVERYTHING = Scope("")


def parse(text: str) -> Scope:
    """Read a phrase such as ``signed of Paris, cities:USA on climate since 2017-06 until 2018-05``.

    Args:
        text: The name of a measure, with or without a restriction.

    Returns:
        The scope. Whether its actors, issues and measure exist is not checked here.

    Raises:
        ValueError: The text is not such a phrase, or its last month precedes its first.
    """
    match = PHRASE.fullmatch(text)
    if match is None:
        raise ValueError(f"expected a measure such as: {EXAMPLE}")
    since, until = match["since"], match["until"]
    # Months in this form sort as text.
    if since and until and since > until:
        raise ValueError('expected "since" no later than "until"')
    return Scope(match["measure"], _words(match["who"]), _words(match["issues"]), since, until, match["how"] == "among")


def _words(text: str | None) -> tuple[str, ...]:
    """Split a list at its commas."""
    return tuple(text.split(", ")) if text else ()
