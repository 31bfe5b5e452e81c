"""The month as compiled rules take it."""

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.month import OWN, code_of, month_of, numbers_of
from paradiplomacy.model.parameters import Settings
from paradiplomacy.model.rules import CATALOGUE
from paradiplomacy.model.state import State


def words_in(settings: Settings) -> list[object]:
    return [value for group in settings for value in group if isinstance(value, str)]


def test_a_month_has_no_words(state: State) -> None:
    assert words_in(state.settings)
    assert not words_in(numbers_of(state.settings)[0])


def test_a_word_becomes_its_place_among_the_choices(state: State) -> None:
    one_by_one = state.settings.negotiation._replace(agenda="issue_by_issue")
    assert numbers_of(state.settings._replace(negotiation=one_by_one))[0].negotiation.agenda == 1


def test_each_rule_of_the_catalogue_has_its_own_code() -> None:
    for question, answers in CATALOGUE.items():
        assert [code_of(question, name) for name in answers] == list(range(len(answers)))
    assert code_of("protocol", "mine.py:own") == OWN


def test_rows_that_compiled_code_counts_are_rows_of_the_table(state: State) -> None:
    month = month_of(state)
    before = len(state.ledger)
    month.desk.log.events.kind[before], month.desk.log.filled[0] = Event.ENDORSED, before + 1
    assert len(state.ledger) == before + 1
    assert state.ledger.events.kind[-1] == Event.ENDORSED


def test_a_table_that_has_moved_is_found_where_it_is(state: State) -> None:
    state.ledger.reserve(10_000, 0)
    month = month_of(state)
    month.desk.log.events.kind[9_000] = Event.ENDORSED
    assert len(month.desk.log.events.kind) >= 10_000
    assert month_of(state).desk.log.events.kind is month.desk.log.events.kind
