"""Effort that actors have promised and delivered under agreements."""

from paradiplomacy.agents.columns import Actors
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Agreements, Parties, Rows
from paradiplomacy.model.parameters import Form
from paradiplomacy.model.vocabulary import Form as Forms
from paradiplomacy.model.vocabulary import PartyStatus, Status

SIGNED, IN_FORCE = int(Status.SIGNED), int(Status.IN_FORCE)
PLAN, PROGRAMME = int(Forms.PLAN), int(Forms.PROGRAMME)
STATEMENT = int(Forms.STATEMENT)
WITHDRAWN = int(PartyStatus.WITHDRAWN)


@compiled
def scope_of(form: Form, step: int) -> float:
    """Return the share of an actor's policy on an issue that an agreement of a form commits."""
    if step == PROGRAMME:
        return form.scope_programme
    if step == STATEMENT:
        return 0.0
    return form.scope_plan if step == PLAN else form.scope_declaration


@compiled
def add_up_effort(actors: Actors, book: Agreements, parties: Parties, form: Form, which: Rows) -> None:
    """Set the effort promised and delivered by every actor on every issue, from agreements that are signed or in force.

    Effort is 1 minus the product of what each agreement leaves undone, so that overlapping promises never exceed 1 and
    the order of agreements is irrelevant. An agreement commits only part of an actor's policy on an issue, its scope.
    """
    # Until the last two lines, the columns hold what is left undone.
    actors.promised[:] = 1.0
    actors.effort[:] = 1.0
    for row in which:
        scope = scope_of(form, book.form[row])
        promises = book.status[row] == SIGNED or book.status[row] == IN_FORCE
        for p in range(book.first[row], book.first[row] + book.size[row]):
            i, done = parties.actor[p], parties.delivered[p]
            inside = promises and parties.status[p] != WITHDRAWN
            for k in range(parties.terms.shape[1]):
                x = scope * parties.terms[p, k] if inside else 0.0
                # Utilities count an agreement over all other promises, so they must know what it adds to them.
                parties.counted[p, k] = x
                if x <= 0.0:
                    continue
                actors.promised[i, k] *= 1.0 - x
                # Before the first review the delivered share is NaN, for which the comparison is false: nothing has
                # been done yet.
                if book.status[row] == IN_FORCE and done > 0.0:
                    actors.effort[i, k] *= 1.0 - min(1.0, done) * x
    actors.promised[:] = 1.0 - actors.promised
    actors.effort[:] = 1.0 - actors.effort
