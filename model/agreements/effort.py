"""Effort that actors have promised and delivered under agreements."""

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Agreements, Rows
from paradiplomacy.model.vocabulary import Status

SIGNED, IN_FORCE = int(Status.SIGNED), int(Status.IN_FORCE)


@compiled
def add_up_effort(actors: Actors, book: Agreements, which: Rows) -> None:
    """Set the effort promised and delivered by every actor on every issue, from agreements that are signed or in force.

    Effort is 1 minus the product of what each agreement leaves undone, so that overlapping promises never exceed 1 and
    the order of agreements is irrelevant.
    """
    # Until the last two lines, the columns hold what is left undone.
    actors.promised[:] = 1.0
    actors.effort[:] = 1.0
    for row in which:
        # Utilities count an agreement over all other promises, so they must know whether it is one of them.
        book.counted[row] = book.status[row] == SIGNED or book.status[row] == IN_FORCE
        if not book.counted[row]:
            continue
        for side in range(2):
            i = book.party[row, side]
            done = book.delivered[row, side]
            for k in range(book.terms.shape[1]):
                x = book.terms[row, k]
                actors.promised[i, k] *= 1.0 - x
                # Before the first review the delivered share is NaN, for which the comparison is false: nothing has
                # been done yet.
                if book.status[row] == IN_FORCE and done > 0.0:
                    actors.effort[i, k] *= 1.0 - min(1.0, done) * x
    actors.promised[:] = 1.0 - actors.promised
    actors.effort[:] = 1.0 - actors.effort
