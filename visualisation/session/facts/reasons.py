"""Reasons: why two sides signed, or would agree or not, in sentences whose first word says whether it is a fact.

"They signed ..." is about talks as they were, read inside the month in which they ended. "If they talked now, ..." is about
talks that nobody has held.
"""

from paradiplomacy.model.bargaining.explain import Explanation
from paradiplomacy.model.bargaining.flip import Flip
from paradiplomacy.model.bargaining.sentences import NAMES, distinct
from paradiplomacy.model.vocabulary import Reason

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NOW, OPEN = "If they talked now, they would", "If their talks closed now, they would"
SHARES = ("trust", "reputation", "democracy", "autonomy", "grant share", "pragmatism")
"""Attributes that are shares, as per cent."""
RECORD = "reputation"
"""The record of delivery: the share of its promises that an actor has delivered."""
ALMOST_NONE, ALMOST_ALL = 0.05, 0.95


def month_of(date: str) -> str:
    """Return a date, YYYY-MM, as text, such as August 2017."""
    year, month = date.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def ended(found: Explanation, reason: Reason, seat: str = "") -> str:
    """Return why talks ended as they did.

    Args:
        found: The talks as their negotiators saw them.
        reason: The reason on record why they failed; ``NONE`` if they were signed.
        seat: Name of the actor for whom the visitor has just decided; empty for none.
    """
    when = month_of(found.date)
    if reason is Reason.REFUSED_BY_SEAT:
        return (
            f"They did not sign in {when} because you refused{f' for {seat}' if seat else ''}:"
            f" on the table was that {exchanged(found)}. Both would have gained: {gains(found)}."
        )
    if reason is Reason.NONE:
        agreed = f" and you accepted for {seat}" if seat else ""
        return f"They signed in {when} because both gain{agreed}: {gains(found)}. {exchanged(found)}."
    who = f" Refused by {'; '.join(found.refused)}." if found.refused else ""
    return f"They did not sign in {when} because of this: {reason.sentence}.{who}"


def supposed(found: Explanation, *, open_: bool) -> str:
    """Return whether two sides would agree and on what, or who would refuse.

    Args:
        found: The talks that they would have.
        open_: Whether they are talking already.
    """
    start, on = OPEN if open_ else NOW, " and ".join(found.issues)
    if found.agreed:
        return f"{start} agree on {on} because both would gain: {gains(found)}. {exchanged(found)}."
    return f"{start} not agree on {on}: {found.reason}. Refused by {'; '.join(found.refused)}."


def gains(found: Explanation) -> str:
    """Return what each side gains."""
    one, other = found.sides
    # Two significant digits, since many gains are far below a hundredth of the budget.
    return f"{one.name} {one.gain:.2g} % of its yearly budget, {other.name} {other.gain:.2g} %"


def exchanged(found: Explanation) -> str:
    """Return what each side gives."""
    return "; ".join(
        f"{side.name} gives {', '.join(f'{issue} {depth:.2f}' for issue, depth in side.gives.items())}"
        for side in found.sides
    )


def zone(found: Explanation) -> str:
    """Return how much room there is for terms, and what the councils cost."""
    if found.zone is not None:
        share = found.zone[1] - found.zone[0]
        return (
            f"Zone of agreement: both gain from {share:.0%} of the efficient terms; what the councils would ratify costs"
            f" {found.share_lost:.0%} of the joint gain."
        )
    if not found.agreed:
        return "Zone of agreement: none; no terms leave both sides better off."
    paid = found.sides[0].utility["side payment"]
    return f"Zone of agreement: none for all issues together; {'a payment creates one' if paid else 'some issues have one'}."


def turned(flip: Flip | None, *, agreed: bool, fact: bool) -> str:
    """Return the smallest change that reverses the decision.

    Args:
        flip: The change; None if no single one does.
        agreed: Whether they agree.
        fact: Whether the talks were held.
    """
    if flip is None:
        return "No single change of one attribute, within its range, reverses this."
    verb = "have signed" if fact else "agree"
    start = f"They would not {verb} if" if agreed else f"They would {verb} if"
    if not flip.actor:
        return f"{start} the {flip.attribute} of this agreement to both were {distinct(flip.after, flip.before)[0]} times as large."
    return f"{start} {_different(flip)}."


def _different(flip: Flip) -> str:
    if flip.attribute == RECORD:
        return f"{flip.actor} had delivered {_share(flip)} of its earlier promises ({_percent(flip)})"
    what = NAMES[flip.attribute].format(issue=flip.issue)
    after, before = distinct(flip.after, flip.before)
    values = _percent(flip) if flip.attribute in SHARES else f"{after} instead of {before}"
    return f"{flip.actor}'s {what} were {values}"


def _share(flip: Flip) -> str:
    if flip.after <= ALMOST_NONE:
        return "almost none"
    if flip.after >= ALMOST_ALL:
        return "almost all"
    return "less" if flip.after < flip.before else "more"


def _percent(flip: Flip) -> str:
    # As few digits as tell both apart.
    for places in range(6):
        after, before = (f"{100 * share:.{places}f}" for share in (flip.after, flip.before))
        if after != before:
            break
    return f"{after} % instead of {before} %"
