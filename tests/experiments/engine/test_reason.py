"""The reason of a run without a result."""

from paradiplomacy.experiments.engine.reason import MeasureError, traceback_of
from paradiplomacy.experiments.engine.worker import last_line


def noted(error: Exception, *notes: str) -> Exception:
    for note in notes:
        error.add_note(note)
    return error


def test_the_last_line_has_the_error_and_its_notes() -> None:
    assert last_line(traceback_of(ValueError("a"))) == "ValueError: a"
    assert last_line(traceback_of(noted(ValueError("a"), "in b", "in c"))) == "ValueError: a (in b; in c)"
    group = noted(ExceptionGroup("many", [KeyError("a")]), "in b")
    assert last_line(traceback_of(group)) == "ExceptionGroup: many (1 sub-exception) (in b)"


def test_an_error_of_a_measure_names_the_measure() -> None:
    error = MeasureError("signed", "ValueError: a")
    error.__cause__ = noted(ValueError("a"), "in b")
    assert last_line(traceback_of(error)) == "ValueError: a (in b) (in the measure signed)"
