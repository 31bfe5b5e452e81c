"""A conference among those whom a scenario invites."""

from collections.abc import Callable

import numpy as np

from paradiplomacy.model.events.conference import Conference
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Form, Status


def conference(**changes: object) -> Conference:
    given = {"who": ("cities",), "issues": ("climate", "trade"), **changes}
    return Conference(date="2016-01", name="One text", **given)  # type: ignore[arg-type]


def test_it_makes_one_agreement_of_the_form_and_the_issues_that_the_scenario_states(
    after: Callable[..., State],
) -> None:
    state = after(conference(form="programme", host="N001"))
    book, log = state.book.rows, state.ledger.events
    (number,) = np.flatnonzero(book.opened == 0).tolist()
    assert book.form[number] == Form.PROGRAMME
    on = [state.issues[k].name for k in np.flatnonzero(book.agenda[number])]
    assert set(on) <= {"climate", "trade"}
    (at,) = np.flatnonzero(log.kind == Event.CONFERENCE)
    assert (log.agreement[at], log.actor[at], log.value[at]) == (number, state.lookup.row("N001"), state.n_cities)
    left = int((log.kind == Event.TALKS_LEFT).sum())
    if book.status[number] == Status.SIGNED:
        assert book.size[number] == state.n_cities - left
    else:
        assert book.status[number] == Status.FAILED and book.size[number] == state.n_cities


def test_its_words_say_who_negotiates_what() -> None:
    words = conference(host="N001", form="plan").words()
    assert words == "Participants: cities (host: N001). They negotiate one text on climate, trade, a plan with steps"
