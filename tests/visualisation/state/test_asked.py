"""Values as a page sends them: whatever a browser sends is done, or refused in a sentence."""

import inspect
from collections.abc import Callable

import pytest

from paradiplomacy.scenarios.format import change, read
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.asked import form, whole
from paradiplomacy.visualisation.state.page import PageState

WRONG: tuple[object, ...] = (
    "x", -1, 10**30, float("nan"), float("inf"), [], {}, [None], [[]], True, "1e5",
    {"number": "x", "answer": "higher"}, {"number": 0, "answer": []}, {"text": None, "name": None},
    {"pair": 5}, {"pair": ["a"]}, {"pair": [None, {}], "issues": 3}, {"partner": "x", "accepted": 1},
    {"key": ["election"]}, {"key": "election", "who": {}, "date": [], "issues": "x"}, {"changes": 5, "seed": {}},
)  # fmt: skip
HANDLERS = (
    ("playback", "go", "pace"),
    ("selection", "pick", "open", "explain", "explain_agreement"),
    ("intervention", "add_event", "remove_event", "sit", "answer", "show_answer", "take_back"),
    ("comparison", "begin", "predict"),
    ("origin", "open_scenario", "upload", "open_run"),
    ("sharing", "fetch", "run_batch"),
)


@pytest.fixture(scope="module")
def page() -> PageState:
    sizes = {"world.cities": 20, "world.nations": 3, "search.burn_in": 0, "months": 3}
    return PageState(Session(change.apply(read.read("synthetic"), sizes), seed=2), Settings())


@pytest.mark.parametrize(("part", "name"), [(part, name) for part, *names in HANDLERS for name in names])
def test_whatever_a_browser_sends_never_ends_in_a_fault_of_the_program(page: PageState, part: str, name: str) -> None:
    handler: Callable[[object], None] = getattr(getattr(page, part), name)
    assert len(inspect.signature(handler).parameters) == 1
    for wrong in WRONG:
        page.playback.failure.set(None)
        handler(wrong)
        failure = page.playback.failure.value
        assert failure is None or not failure.place, (wrong, failure)


def test_a_number_and_a_form_are_taken_as_a_page_sends_them() -> None:
    assert [whole(each) for each in (3, 3.0, "3")] == [3, 3, 3]
    assert form({"a": 1}, "a") == {"a": 1}
    with pytest.raises(LookupError, match="nothing: expected a whole number"):
        whole(None)
    with pytest.raises(LookupError, match="a form without b: expected a, b"):
        form({"a": 1}, "a", "b")
