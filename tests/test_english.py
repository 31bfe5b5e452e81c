"""The scanner for wording finds each expression where it is wrong, and nothing of the kind is left in the project."""

import sys
from pathlib import Path
from subprocess import run

import english
import pytest

WRONG = {
    "told": "All errors are told at once.",
    "stand": "The number stands in the first column.",
    "anew": "Each sweep adds them up anew.",
    "so many": "The year has so many months.",
    "beside": "The figure is written beside the page.",
    "kept": "The compiled code is kept for the next start.",
    "in words": "The design in words.",
    "of its own": "Each has a folder of its own.",
    "want": "0 is too small, want a number from 1 to 5",
    "worth": "Worths are in % of the budget.",
    "luck": "Both arms have the same luck.",
    "is no": '"depht" is no measure',
    "the essay": "Cities act where nations fail (the essay).",
    "MODEL 4": "Utility of an agreement (MODEL 4.1).",
}
RIGHT = {
    "stand": "A stand-alone page in which n stands for the number of runs; he stands for election.",
    "so many": "There are so many runs that each is short.",
    "kept": "Promises are kept, and the seed is kept fixed.",
    "of its own": "It stops of its own accord.",
    "want": "Use this if you want to know what nations want.",
    "worth": "It is worth a look after three months' worth of data.",
    "is no": "There is no agreement, and the gain is no larger than before.",
    "the essay": "This is a claim of the project's motivating essay.",
    "MODEL 4": "The model 4 of Smith (2001).",
}
QUESTIONS = ("What", "How", "Which", "Who", "Whose", "Whether")


def words(text: str, name: str) -> list[str]:
    return [found.word for found in english.scan_text(text, Path(name))]


def test_no_tell_tale_wording_is_left_in_the_project() -> None:
    found = [each for path in english.files(english.ROOT) for each in english.scan(path)]
    lines = "\n".join(str(each) for each in found)
    assert not found, (
        f"{len(found)} expressions to rewrite (python tests/english.py FOLDER lists those of a folder):\n{lines}"
    )


@pytest.mark.parametrize("word", english.WORDS)
@pytest.mark.parametrize("name", ["page.md", "style.css", "case.toml", "engine.js", "map.vue"])
def test_every_expression_is_found_in_every_kind_of_text(word: str, name: str) -> None:
    assert words(f"# A title\n\n{WRONG[word]}\n", name) == [word]


@pytest.mark.parametrize("word", english.WORDS)
@pytest.mark.parametrize(
    "code",
    [
        'def f():\n    """Return f.\n\n    {}\n    """\n',
        "x = 1  # {}\n",
        "x = '{}'\n",
        "x = 1\ny = f'{{x}}: {} {{x}}'\n",
    ],
    ids=["docstring", "comment", "string", "f-string"],
)
def test_every_expression_is_found_in_all_prose_of_a_program(word: str, code: str) -> None:
    assert words(code.format(WRONG[word]), "program.py") == [word]


@pytest.mark.parametrize("word", english.WORDS)
def test_an_expression_is_found_across_a_line_break(word: str) -> None:
    broken = WRONG[word].replace(word, word.replace(" ", "\n# "))
    assert words(broken, "case.toml") == [word]


@pytest.mark.parametrize("word", RIGHT)
def test_the_same_word_is_left_alone_where_it_is_right(word: str) -> None:
    assert words(RIGHT[word], "page.md") == []


def test_names_in_a_program_are_left_alone_except_those_of_tests() -> None:
    assert words("kept = told.beside(want=anew)\n", "program.py") == []
    assert words("def test_all_errors_are_told_at_once() -> None: ...\n", "test_program.py") == ["told"]


def test_names_in_scripts_and_style_sheets_are_left_alone() -> None:
    assert words("this.kept = now.told;", "engine.js") == []
    assert words(".pd-stand { color: red }", "style.css") == []


@pytest.mark.parametrize("word", QUESTIONS)
def test_a_docstring_that_asks_a_question_is_found(word: str) -> None:
    assert words(f'def f():\n    """{word} it is."""\n', "program.py") == [word]
    assert words(f'"""{word} it is."""\n', "program.py") == [word]
    assert words(f'"""Return it.\n\n{word} it is."""\nprint("{word} it is.")\n', "program.py") == []


def test_a_finding_names_file_line_and_a_better_word() -> None:
    (found,) = english.scan_text('"""Return it.\n\nAll are told.\n"""\n', Path("room/program.py"))
    assert str(found).startswith("room/program.py:3: told: ...")
    assert "reported" in str(found)


def test_every_allowed_place_still_has_its_expression() -> None:
    for allowed in english.ALLOWED:
        found = english.scan_text((english.ROOT / allowed.file).read_text("utf-8"), Path(allowed.file))
        assert any(allowed.phrase in each.text for each in found), allowed
        assert allowed.reason


def test_the_command_lists_the_findings_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Nothing wrong.\n\nAll are told.\n", "utf-8")
    (tmp_path / "clean.md").write_text("Nothing wrong.\n", "utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "page.md").write_text("All are told.\n", "utf-8")
    done = run([sys.executable, english.__file__, tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{tmp_path / 'page.md'}:3: told" in done.stdout
    assert done.stdout.endswith("1 findings in 2 files read\n")
