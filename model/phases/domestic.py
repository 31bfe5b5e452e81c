"""The domestic level: councils and nations vote on signed agreements; nations decide on consent (Putnam 1988)."""

from paradiplomacy.model.agreements.faults import refuse_faults
from paradiplomacy.model.bargaining.ratifying import decide_at_home
from paradiplomacy.model.month import month_of
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status


def act(state: State) -> None:
    """Decide on consent and ratification; bring agreements into force; let signatures under a bar or without votes fail."""
    signed = state.book.live(Status.SIGNED)
    # A party may get consent and vote; an agreement enters into force or fails.
    state.ledger.reserve(len(signed) + 2 * int(state.book.rows.size[signed].sum()), 0)
    decide_at_home(month_of(state))
    refuse_faults(state.book.fault)
