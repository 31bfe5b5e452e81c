"""A wrong intervention is refused, and nothing changes."""

from typing import Any

import pytest
from shown import FILLED

from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState


@pytest.mark.parametrize(
    ("key", "more", "message"),
    [
        ("nonsense", {}, "unknown event"),
        ("withdrawal", {"who": "Atlantis"}, "Atlantis"),
        ("withdrawal", {"issues": ["nonsense"]}, "nonsense"),
        ("consent", {"choice": "nonsense"}, "unknown choice"),
        ("slump", {"number": "much"}, "expected 0.1 to 2"),
        ("slump", {"number": "inf"}, "expected 0.1 to 2"),
        ("summit", {"number": "nan"}, "expected 1 to 20"),
        ("summit", {"number": 1e9}, "expected 1 to 20"),
        ("slump", {"number": -3}, "expected 0.1 to 2"),
        ("summit", {"date": "tomorrow"}, "tomorrow"),
        ("summit", {"date": "1066-10"}, "1066-10"),
    ],
)
def test_a_wrong_form_is_refused_and_nothing_changes(
    visit: Session, key: str, more: dict[str, Any], message: str
) -> None:
    visit.go_to(2)
    page, before = PageState(visit, Settings()), visit.run
    form = {"key": key, "who": visit.run.roster.names[-1], "issues": ["climate"], "date": visit.run.roster.date(2)}
    page.intervention.add_event(form | FILLED.get(key, {}) | more)
    assert (
        page.playback.failure.value is not None
        and message in page.playback.failure.value.cause
        and not page.playback.failure.value.place
    )
    assert visit.run is before
