"""An explanation of a membership in sentences."""

from paradiplomacy.model.bargaining.sentences import commitments, distinct
from paradiplomacy.model.clubs.explain import Membership, Reversal

NAMES = {
    "dues": "the club's dues (US$ million a year)",
    "bonus": "the club's bonus (% of budget)",
    "good": "the club good of each fellow member (% of budget)",
    "need": "its need on {issue}",
    "position": "its leader's position on {issue}",
    "pragmatism": "its pragmatism",
}


def why(found: Membership) -> str:
    """Return the explanation of a membership as text."""
    standing = "is a member" if found.member else "is not a member"
    status = f" ({found.status})" if found.status else ""
    lines = [f"{found.name} {standing} of {found.club} in {found.date}{status}."]
    if found.obstacle:
        lines.append(f"It cannot join now: {found.obstacle}.")
    if found.left_talks:
        lines.append(f"It left the last talks on the charter: {found.left_talks}.")
    if found.text is not None:
        gives, gets = commitments(found.text.gives), commitments(found.text.gets)
        lines.append(f"By the text of the charter it gives {gives} and gets {gets},")
        lines.append(
            f"which has a utility of {found.text.gain:+.4f} % of its annual budget over a world without the club."
        )
    if found.status:
        lines += ["", *_values(found), "", _reversed(found)]
    return "\n".join(lines)


def _values(found: Membership) -> list[str]:
    """Return the decision that it would make, and the utility behind it."""
    fellows = "1 other member" if found.members == 1 else f"{found.members} other members"
    if not found.in_force:
        return [f"With {fellows} and this one the club is not in force, so membership changes nothing."]
    decision = ("stay" if found.favours else "leave") if found.member else ("join" if found.favours else "stay out")
    lines = [
        f"If it decided now, it would {decision}. With {fellows}, membership has a utility of {found.gain:+.4f}",
        "(in % of its annual budget, relative to staying out):",
        *(f"  {name:38}{part:+.4f}" for name, part in found.parts.items()),
    ]
    if found.next_summit:
        lines.append(f"Everybody decides at the next summit, in {found.next_summit}.")
    return lines


def _reversed(found: Membership) -> str:
    """Return the smallest change that reverses the decision as a sentence."""
    change = found.reversal
    if change is None:
        return "No single change of one number of the club or the actor would reverse this decision."
    if found.member:
        then = "it would leave" if found.favours else "it would stay"
    else:
        then = "it would not join" if found.favours else "it would join"
    return f"If {_subject(change)}, {then}."


def _subject(change: Reversal) -> str:
    after, before = distinct(change.after, change.before)
    return f"{NAMES[change.attribute].format(issue=change.issue)} were {after} instead of {before}"
