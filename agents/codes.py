"""Codes: small integers in columns, each with the words that people read."""

from enum import IntEnum
from typing import Self


class Code(IntEnum):
    """A vocabulary of codes, each declared once with everything that is shown of it.

    A member is written ``NAME = code, word, sentence, colour``. Columns hold the integer; tables, reports, the
    command line and the window read the rest from here, so that renaming or recolouring a code is one edit.

    Attributes:
        word: What tables and files write; the name in lower case unless stated.
        sentence: What it means, for a reader who sees it for the first time.
        colour: Key of its colour in the window's theme; empty where it is never drawn.
    """

    word: str
    sentence: str
    colour: str

    def __new__(cls, code: int, word: str = "", sentence: str = "", colour: str = "") -> Self:
        """Make the integer the value, so that columns and compiled rules see a number."""
        # Each code is stated and not counted by position: saved worlds and digests hold them, so a member that is
        # inserted or moved must not change the codes of the others.
        # Left to itself, IntEnum would pass the words of the declaration to ``int`` too. Numba reads the value.
        member = int.__new__(cls, code)
        member._value_ = code
        member.word = word
        member.sentence = sentence
        member.colour = colour
        return member

    # Most words are the name in lower case; spelling them out would only be a chance to mistype them.
    def __init__(self, *_: object) -> None:
        """Derive the word from the name where none is given."""
        if not self.word:
            self.word = self.name.lower().replace("_", " ")

    @classmethod
    def words(cls) -> tuple[str, ...]:
        """Return the words in the order of the codes, which count from 0."""
        # A tuple, because tables look words up by code: the index is the code.
        return tuple(member.word for member in cls)

    @classmethod
    def of_word(cls, word: str) -> Self:
        """Return the member that a word means.

        Raises:
            KeyError: No member has this word.
        """
        # Compared by the word that is shown, not by the member's name: a word may contain a hyphen.
        # A vocabulary has a handful of members: a search is quick, and there is no second table that could disagree.
        for member in cls:
            if member.word == word:
                return member
        raise KeyError(word)


# Declared here and not in the model's vocabulary, because issues, which are below the model, choose among its words.
class ConsentRule(Code):
    """A nation's rule on agreements of its cities, by issue."""

    NONE = 0, "", "cities may agree freely"
    NOTIFY = 1, "", "cities must notify their nation"
    REQUIRED = 2, "", "cities need the consent of their nation"
