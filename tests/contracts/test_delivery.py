"""The contract of every rule of delivery."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sides import add_pairs

from paradiplomacy.agents.columns import Actors, empty
from paradiplomacy.model.agreements.book import Book, Parties
from paradiplomacy.model.parameters import Delivery
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.delivery import Chance, fill_parties, no_cases
from paradiplomacy.model.vocabulary import Diplomacy, Status

NAMES = sorted(CATALOGUE["delivery"])
SEEDS = st.integers(0, 2**32 - 1)
COUNT, ACTORS, ISSUES = 100, 20, 3
PARAMETERS = Delivery(mean=0.6, reputation=0.3, support=0.2, depth=0.3, spread=0.5)
BY_FORM = 0.05
KEY = np.uint64(99)


def random_book(seed: int, count: int = COUNT) -> tuple[Actors, Book]:
    rng = np.random.default_rng(seed)
    actors = empty(ACTORS, ISSUES)
    actors.reputation[:] = rng.uniform(0.2, 0.8, ACTORS)
    book = Book(ISSUES)
    terms = rng.uniform(0.1, 0.8, (count, ISSUES)) * (rng.uniform(size=(count, ISSUES)) < 0.5)
    terms[:, 0] += 0.05
    keys, forms = rng.integers(0, 2**63, count, dtype=np.uint64), rng.integers(0, 2, count)
    pairs = np.stack([rng.integers(0, 10, count), rng.integers(10, ACTORS, count)], axis=1)
    sides = {
        "diplomacy": rng.integers(0, len(Diplomacy), (count, 2)),
        "alignment": rng.uniform(-1, 1, (count, 2)),
        "endorsed": rng.uniform(size=(count, 2)) < 0.2,
    }
    add_pairs(book, pairs, sides, key=keys, status=Status.IN_FORCE, form=forms, terms=terms)
    return actors, book


def shares(
    name: str, actors: Actors, book: Book, which: np.ndarray, key: np.uint64 = KEY, **changed: Any
) -> np.ndarray:
    """Delivered shares of both sides of agreements, with some columns replaced."""
    cases, delivered = no_cases(2 * len(which)), np.full((len(which), 2), np.nan)
    of_parties = {name: column for name, column in changed.items() if name in Parties._fields}
    of_agreements = {name: column for name, column in changed.items() if name not in Parties._fields}
    rows, parties = book.rows._replace(**of_agreements), book.parties._replace(**of_parties)
    fill_parties(actors, rows, parties, book.parties_of(which), Chance(key, key, 0.0), cases)
    rule("delivery", name).deliver(PARAMETERS, BY_FORM, cases, delivered.reshape(-1))
    return delivered


def sample_of_answers() -> dict[str, list]:
    """Answers of every rule to the same questions."""
    answers = {name: shares(name, *random_book(1), np.arange(COUNT)) for name in NAMES}
    return {f"delivery {name}": [answer.tobytes().hex()] for name, answer in answers.items()}


def test_there_are_rules_of_delivery() -> None:
    assert "yearly_review" in NAMES


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS)
@settings(max_examples=30)
def test_shares_lie_in_range_and_do_not_depend_on_the_order(name, seed) -> None:
    actors, book = random_book(seed)
    delivered = shares(name, actors, book, np.arange(COUNT))
    assert ((delivered >= -0.5) & (delivered <= 1.5)).all()
    order = np.random.default_rng(seed).permutation(COUNT)
    for part in (order, order[:1]):
        np.testing.assert_array_equal(shares(name, actors, book, part), delivered[part])


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS)
@settings(max_examples=15)
def test_more_reputation_form_and_support_never_deliver_less_and_more_depth_never_more(name, seed) -> None:
    actors, book = random_book(seed)
    which = np.arange(COUNT)
    before = shares(name, actors, book, which)
    trusted = actors._replace(reputation=actors.reputation + 0.2)
    assert (shares(name, trusted, book, which) >= before).all()
    parties = book.parties
    for changed in (
        {"form": (book.rows.form + 1).astype(np.int8)},
        {"endorsed": np.ones_like(parties.endorsed)},
        {"alignment": np.minimum(1.0, parties.alignment + 0.3)},
    ):
        assert (shares(name, actors, book, which, **changed) >= before).all()
    assert (shares(name, actors, book, which, terms=parties.terms * 1.1) <= before).all()


@pytest.mark.parametrize("name", NAMES)
def test_the_mean_is_what_the_parameters_say(name: str) -> None:
    """Over 20,000 draws of one party: 5 standard errors of the clipped draw, whose deviation is below the spread."""
    actors, book = random_book(1, 10_000)
    actors.reputation[:] = 0.5
    book.rows.form[:] = 1
    book.parties.terms[:], book.parties.diplomacy[:], book.parties.endorsed[:] = (0.4, 0.0, 0.0), 0, False
    mean = 0.6 + 0.3 * 0.5 + 0.05 - 0.3 * 0.4
    drawn = shares(name, actors, book, np.arange(10_000))
    rng = np.random.default_rng(1)
    expected = np.clip(rng.normal(mean, 0.5, 4_000_000), -0.5, 1.5)
    error = math.hypot(0.5 / math.sqrt(20_000), 0.5 / math.sqrt(4_000_000))
    assert abs(drawn.mean() - expected.mean()) < 5 * error
    assert abs(np.corrcoef(drawn[:, 0], drawn[:, 1])[0, 1]) < 5 / math.sqrt(10_000)
