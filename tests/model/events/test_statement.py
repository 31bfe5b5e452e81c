"""An open letter among those whom a scenario names."""

from collections.abc import Callable

import numpy as np

from paradiplomacy.model.events.statement import Statement
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Form

LETTER = Statement(date="2016-01", name="A letter", who=("cities",), issues=("climate",))


def test_it_is_an_agreement_of_its_form_among_those_who_sign(after: Callable[..., State]) -> None:
    state = after(LETTER)
    book, k = state.book.rows, state.lookup.issues(("climate",))[0]
    (number,) = np.flatnonzero(book.form == Form.STATEMENT).tolist()
    who = state.book.parties.actor[state.book.parties_of(np.array([number]))]
    assert (who < state.n_cities).all() and (state.actors.position[who, k] > 0.0).all()
    assert np.flatnonzero(book.agenda[number]).tolist() == [k]


def test_its_words_say_who_is_asked_to_sign() -> None:
    assert LETTER.words() == "An open letter on climate, open to cities"
