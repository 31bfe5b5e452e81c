"""The domestic level: councils and nations vote on signed agreements; nations decide on consent (Putnam 1988)."""

from paradiplomacy.model.course import DOMESTIC, course
from paradiplomacy.model.state import State


def act(state: State) -> None:
    """Decide on consent and ratification; bring agreements into force; let signatures under a bar or without votes fail."""
    course(state, DOMESTIC, DOMESTIC)
