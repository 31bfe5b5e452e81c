"""Writing the log from compiled rules.

Apart from the log itself, which measures read without the compiler.
"""

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import inner
from paradiplomacy.model.ledger.log import Log


@inner
def write(
    log: Log, month: int, kind: int, agreement: int, actor: int, other: int, issue: int, detail: int, value: float
) -> None:
    """Write one event, as ``Ledger.write``. Compiled code takes no keywords: nine arguments."""
    row = log.filled[0]
    log.filled[0] = row + 1
    # Beyond the room nothing is written; whoever then reads the table finds more rows counted than there are.
    if row >= log.events.kind.shape[0]:
        return
    log.events.month[row] = month
    log.events.kind[row] = kind
    log.events.agreement[row] = agreement
    log.events.actor[row] = actor
    log.events.other[row] = other
    log.events.issue[row] = issue
    log.events.detail[row] = detail
    log.events.value[row] = value


@inner
def write_terms(log: Log, terms: Floats) -> None:
    """Write the terms of the event that was written last, (K,)."""
    row = log.with_terms[0]
    log.with_terms[0] = row + 1
    if row < log.terms.event.shape[0]:
        log.terms.event[row] = log.filled[0] - 1
        log.terms.terms[row] = terms
