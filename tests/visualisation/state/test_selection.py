"""Selection: the inspector shows what was chosen last, and a picture of others is removed."""

import pytest

from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.playback import Playback
from paradiplomacy.visualisation.state.selection import FEED, INSPECTOR, Selection


@pytest.fixture
def chosen(visit: Session) -> Selection:
    visit.go_to(12)
    return Selection(Playback(visit))


def test_what_is_picked_is_inspected(chosen: Selection) -> None:
    assert chosen.tab.value == FEED
    chosen.pick([])
    assert chosen.tab.value == FEED
    chosen.pick([2, 5])
    assert chosen.actors.value == [2, 5] and chosen.tab.value == INSPECTOR


def test_an_agreement_selects_its_parties_and_gives_way_to_actors(chosen: Selection, visit: Session) -> None:
    number = int(visit.now.arcs.number[0])
    chosen.open(number)
    assert chosen.agreement.value == number and chosen.actors.value == list(visit.agreement(number).rows)
    chosen.pick([1])
    assert chosen.agreement.value is None
    assert chosen.agreement_facts(number) is not None and chosen.agreement_facts(10**6) is None


def test_a_picture_stays_for_its_pair_and_goes_with_another(chosen: Selection, visit: Session) -> None:
    names = visit.run.roster.names
    chosen.explain({"pair": (names[0], names[1]), "issues": ("climate",)})
    picture = chosen.picture.value
    assert picture is not None and picture.names == (names[0], names[1]) and picture.issues == ("climate",)
    chosen.pick([0, 1])
    assert chosen.picture.value is picture
    chosen.pick([0, 3])
    assert chosen.picture.value is None


def test_an_agreement_is_explained_in_the_month_of_its_negotiation(chosen: Selection, visit: Session) -> None:
    settled = [number for number in visit.now.arcs.number.tolist() if visit.agreement(number).settled]
    facts = visit.agreement(settled[0])
    chosen.explain_agreement(settled[0])
    assert visit.now.month == facts.settled
    assert chosen.picture.value is not None and chosen.picture.value.names == facts.names


def test_only_texts_that_exist_are_opened(chosen: Selection, visit: Session) -> None:
    chosen.open_text("no such club")
    assert chosen.text.value == "" and chosen.text_facts("") is None
    chosen.pick_id("nobody")
    assert chosen.actors.value == []
    chosen.pick_id(visit.run.roster.ids[3])
    assert chosen.actors.value == [3]
