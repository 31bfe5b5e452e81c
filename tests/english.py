"""A scanner for wording that a native-speaking researcher would not use.

``python tests/english.py FOLDER ...`` lists what it finds in some folders or files, one line each, and exits with 1 if
there is anything. ``tests/test_english.py`` runs it over the whole project.

A word is reported only where it is wrong: each entry of ``WORDS`` has its pattern, the phrases in which the same word is
good English, and a suggestion. ``ALLOWED`` lists single places where a word must remain, with the reason. In Python, docstrings, comments, strings and the names of tests are read, but no
other names; other files are read whole.
"""

import io
import os
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SUFFIXES = (".py", ".md", ".toml", ".vue", ".js", ".mjs", ".css", ".ipynb")
#: Folders that hold no text of the project: what is built, cached, installed, or written by a run.
ELSEWHERE = {"build", "dist", "results", "node_modules", "__pycache__"}
#: How much text on either side of a word is searched for a phrase in which it is right.
AROUND = 40


class Word(NamedTuple):
    """An expression to avoid.

    Attributes:
        wrong: Regular expression of the expression.
        instead: Suggestion for the author.
        fine: Regular expression of phrases in which it is right; empty if there are none.
        case: Whether capitals matter.
    """

    wrong: str
    instead: str
    fine: str = ""
    case: bool = False


WORDS = {
    "told": Word(r"told", "reported, said, shown; 'told apart' is 'distinguished' or 'different'"),
    "stand": Word(
        r"stands?",
        "is, is written, applies, remains",
        r"stand-ins?|stands? in for|stands?[ -](alone|for\b|still)|understands?|stands? (to (gain|lose)|trial|ready)",
    ),
    "anew": Word(r"anew", "again, from scratch"),
    "so many": Word(r"so many", "that many, as many, or give the number", r"so many [\w\s]+ that"),
    "beside": Word(r"beside", "next to, alongside, as well as, together with"),
    "kept": Word(
        r"kept",
        "stored, saved, cached, retained, held; 'kept out' is 'excluded'",
        r"kept (apart|busy|constant|fixed|open|private|secret|separate|short|small|simple|to a|up to date)|kept in sync"
        r"|(promises?|pledges?|commitments?|word)( (is|are|was|were|be))?( not)? kept|be kept|well-kept",
    ),
    "in words": Word(r"in words", "in plain English, as text, described, verbal"),
    "of its own": Word(r"of its own", "its own, separate, dedicated", r"of its own (accord|making|volition)"),
    "want": Word(
        r"want",
        "expected",
        r"(you|we|they|both|who|all|others|people|cities|nations|actors|members|mayors|parties|sides|users|voters"
        r"|governments?|do|does|did|not|may|might|would|will) (\w+ )?want|want(?= to\b)",
    ),
    "worth": Word(
        r"worths|(?:the|its|their|a|no|each|total|whose|own|same|in) worth|worth (?:of|to) (?:a|an|the|each|its)",
        "utility, gain, benefit, value",
        r"s'? worth of|(is|are|was|were|be) worth",
    ),
    "luck": Word(r"luck", "seed, random numbers, chance"),
    "is no": Word(
        r"is no",
        "is not a; in an error: unknown ..., not a valid ...",
        r"(there|it|this|that) is no|is no (better|different|doubt|earlier|fewer|greater|higher|larger|later|less|longer"
        r"|lower|more|reason|shorter|smaller|wider|worse)\b",
    ),
    "the essay": Word(r"the essay", "the project's motivating essay, or cite (Author, year)"),
    "MODEL 4": Word(r"MODEL(?:\.md)? ?\d", "the paper itself, or docs/model.md", case=True),
}


class Allowed(NamedTuple):
    """A place where an expression must remain.

    Attributes:
        file: The file, from the root of the project.
        phrase: The text that contains the expression, on one line; empty for the whole file.
        reason: The reason for leaving it.
    """

    file: str
    phrase: str
    reason: str


ALLOWED = (
    Allowed("tests/english.py", "", "defines the expressions"),
    Allowed("tests/test_english.py", "", "contains a sample of each expression"),
)
#: First words that make a docstring a question instead of an instruction or a name.
QUESTION = re.compile(r"[rRbBuU]*(?:\"\"\"|'''|\"|')\s*(What|How|Which|Who|Whose|Whether)\b")
QUESTION_INSTEAD = "start with an imperative ('Return ...') or a noun phrase"


class Found(NamedTuple):
    """An expression that was found, and where.

    Attributes:
        path: The file.
        line: The line, from 1.
        word: The name of the expression in `WORDS`, or the first word of a docstring.
        text: The expression with the text around it, on one line.
        instead: Suggestion for the author.
    """

    path: Path
    line: int
    word: str
    text: str
    instead: str

    def __str__(self) -> str:
        """Return the finding as one line that editors can follow."""
        return f"{self.path}:{self.line}: {self.word}: ...{self.text}... -> {self.instead}"


class Passage(NamedTuple):
    """A piece of prose, the line of its file at which it begins, and whether it is a docstring."""

    text: str
    line: int
    docstring: bool = False


def _compiled(word: str, expression: Word) -> re.Pattern[str]:
    flags = re.NOFLAG if expression.case else re.IGNORECASE
    # A phrase may be broken over two lines, of which the second may begin with a comment sign.
    phrase = expression.wrong.replace(" ", r"[\s#]+")
    # A dot or a hyphen before the word makes it part of a name in a script or a style sheet.
    return re.compile(rf"(?<![\w.-])(?P<{re.sub(r'\W', '_', word)}>{phrase})(?![\w-]|'t)", flags)


PATTERNS = {word: _compiled(word, expression) for word, expression in WORDS.items()}
FINE = {word: re.compile(rf"\b(?:{each.fine})", re.IGNORECASE) for word, each in WORDS.items() if each.fine}
#: One search over a whole file that spares most files the rest.
ANY = re.compile("|".join(f"(?:{each.wrong.replace(' ', r'[\s#_]+')})" for each in WORDS.values()), re.IGNORECASE)


def files(where: Path) -> Iterator[Path]:
    """Yield the text files of a folder that belong to the project, or the file itself.

    Args:
        where: A folder or a file.

    Yields:
        Paths in alphabetical order within each folder; nothing hidden, built or written by a run.
    """
    if where.is_file():
        yield where
    for folder, folders, names in os.walk(where):
        folders[:] = sorted(name for name in folders if name not in ELSEWHERE and not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(SUFFIXES))


def scan(path: Path) -> list[Found]:
    """Return the findings in one file, in the order of its lines, without those that are allowed.

    Args:
        path: A text file in UTF-8.
    """
    return [each for each in scan_text(path.read_text("utf-8"), path) if not _is_allowed(each)]


def scan_text(text: str, path: Path) -> list[Found]:
    """Return the findings in a text, in the order of its lines.

    Args:
        text: The content of a file.
        path: Name of the file: its suffix decides how the text is read.
    """
    if path.suffix == ".py":
        passages = prose(text) if ANY.search(text) or QUESTION.search(text) else iter(())
    else:
        passages = iter([Passage(text, 1)])
    return sorted((found for passage in passages for found in _in_passage(passage, path)), key=lambda found: found.line)


def prose(code: str) -> Iterator[Passage]:
    """Yield the docstrings, comments, strings and names of tests of a Python file.

    Args:
        code: Source that Python can read.
    """
    begins = True
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type in {tokenize.STRING, tokenize.FSTRING_MIDDLE}:
            yield Passage(token.string, token.start[0], begins)
        elif token.type == tokenize.COMMENT:
            yield Passage(token.string, token.start[0])
        elif token.type == tokenize.NAME and token.string.startswith("test_"):
            yield Passage(token.string.replace("_", " "), token.start[0])
        if token.type not in {tokenize.COMMENT, tokenize.NL}:
            begins = token.type in {tokenize.ENCODING, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}


def _is_allowed(found: Found) -> bool:
    where = found.path.resolve().as_posix()
    return any(where == (ROOT / each.file).as_posix() and each.phrase in found.text for each in ALLOWED)


def _in_passage(passage: Passage, path: Path) -> Iterator[Found]:
    question = QUESTION.match(passage.text) if passage.docstring else None
    if question:
        yield _found(question.group(1), QUESTION_INSTEAD, passage, question.span(1), path)
    for word, pattern in PATTERNS.items():
        for match in pattern.finditer(passage.text):
            if not _is_fine(word, passage.text, match.span()):
                yield _found(word, WORDS[word].instead, passage, match.span(), path)


def _is_fine(word: str, text: str, span: tuple[int, int]) -> bool:
    """Whether an occurrence lies inside, or is, one of the phrases in which the word is right."""
    if word not in FINE:
        return False
    low = max(span[0] - AROUND, 0)
    around = re.sub(r"[\s#]", " ", text[low : span[1] + AROUND])
    begin, end = span[0] - low, span[1] - low
    return any(match.start() < end and begin < match.end() for match in FINE[word].finditer(around))


def _found(word: str, instead: str, passage: Passage, span: tuple[int, int], path: Path) -> Found:
    around = " ".join(passage.text[max(span[0] - AROUND, 0) : span[1] + AROUND].split())
    return Found(path, passage.line + passage.text.count("\n", 0, span[0]), word, around, instead)


def main(arguments: list[str]) -> int:
    """List the findings in some folders or files and return the exit code.

    Args:
        arguments: Folders or files; the whole project if there are none.

    Returns:
        0 if nothing was found, 1 otherwise.
    """
    places = [Path(each) for each in arguments] or [ROOT]
    read = [path for place in places for path in files(place)]
    found = [each for path in read for each in scan(path)]
    for each in found:
        sys.stdout.write(f"{each}\n")
    sys.stdout.write(f"{len(found)} findings in {len(read)} files read\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
