"""The known word that a misspelt one most likely means."""

import difflib
from collections.abc import Iterable, Sequence

# Words of a small vocabulary are guessed with one slip in three letters; names of places resemble each other by chance.
LETTERS_PER_SLIP, LETTERS_PER_SLIP_IN_NAMES = 3, 5
LONGEST = 60
MOST_LISTED = 12


def nearest(word: str, words: Iterable[str], *, names: bool = False) -> str | None:
    """Return the nearest of the words; None where none is near enough to be meant.

    Args:
        word: The word, from anybody.
        words: The known words.
        names: Whether they are names of places.
    """
    # Reversed, so that the first of two names that differ only in case is suggested.
    folded = {each.casefold(): each for each in reversed(list(words))}
    # Cut, because the comparison takes quadratic time and the word may come from an untrusted file.
    given = word.casefold()[:LONGEST]
    letters = LETTERS_PER_SLIP_IN_NAMES if names else LETTERS_PER_SLIP
    near = difflib.get_close_matches(given, folded, n=5, cutoff=0.6)
    return next((folded[each] for each in near if _is_meant(given, each, letters)), None)


def one_of(known: Sequence[str]) -> str:
    """Return the first of the known words as what is expected, where none is near enough to be suggested."""
    return f"expected one of {', '.join(known[:MOST_LISTED]) or 'none'}" + (", ..." if len(known) > MOST_LISTED else "")


def _is_meant(given: str, known: str, letters: int) -> bool:
    """Return whether one word is the other but for slips, a part of it, or its beginning with another ending."""
    # A ratio of letters in common alone would take Utrecht for Zurich.
    longest = max(len(given), len(known))
    if given in known or known in given or slips(given, known) <= max(1, longest // letters):
        return True
    common = next((at for at, (a, b) in enumerate(zip(given, known, strict=False)) if a != b), 0)
    return letters == LETTERS_PER_SLIP and common >= 0.6 * longest


def slips(one: str, other: str) -> int:
    """Return how many letters are added, left out, replaced, or exchanged with the next one."""
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        earlier, last, row = row, earlier, [i]
        for j, b in enumerate(other, start=1):
            cost = min(earlier[j] + 1, row[j - 1] + 1, earlier[j - 1] + (a != b))
            if last and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
