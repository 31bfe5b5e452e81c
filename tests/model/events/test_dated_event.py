"""Dated events of every kind: the keys that a filled-in form sets, and how names are written."""

import pytest

from paradiplomacy.model.events.dated_event import Choice, DatedEvent, Form, Number, listed, on_issues

FORM = Form(
    key="x", label="x", title="x", sets={"column": "gdp"},
    choices={"yes": Choice("enacted", {"preemption": True}), "no": Choice("repealed", {"preemption": False})},
    number=Number("factor", "GDP is multiplied by", 0.9, 0.1, 2),
)  # fmt: skip


def test_a_form_sets_its_own_keys_those_of_the_choice_and_the_number() -> None:
    assert FORM.keys("no", 0.5) == {"column": "gdp", "preemption": False, "factor": 0.5}
    whole = Form(key="x", label="x", title="x", number=Number("meetings", "number", 3, 0, 20, whole=True))
    found = whole.keys("", 4.0)
    assert found == {"meetings": 4} and type(found["meetings"]) is int
    assert Form(key="x", label="x", title="x").keys("", 0.0) == {}


def test_names_are_written_as_a_reader_would() -> None:
    assert (listed(("FRA", "USA")), listed(())) == ("FRA, USA", "none")
    assert (on_issues(("climate", "trade")), on_issues(())) == (" on climate, trade", "")


def test_a_kind_has_no_faults_unless_it_says_so_and_has_to_say_what_it_does() -> None:
    event = DatedEvent(date="2016-01", name="x")
    assert list(event.faults()) == []
    for call in (event.words, lambda: event.act(None)):  # type: ignore[arg-type]
        with pytest.raises(NotImplementedError):
            call()
