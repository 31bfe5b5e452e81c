"""An explanation in sentences."""

import math

from paradiplomacy.model.bargaining.explain import Explanation, Flip, Side

NAMES = {
    "need": "need on {issue}",
    "position": "leader's position on {issue}",
    "median": "median voter's position on {issue}",
    "spread": "spread of voters' positions on {issue}",
    "promised": "effort already promised on {issue}",
    "pragmatism": "pragmatism",
    "trust": "public's trust",
    "reputation": "reputation",
    "democracy": "electoral democracy",
    "concession": "bargaining style (above 1 soft)",
    "population": "population",
    "gdp": "GDP (US$ billion)",
    "autonomy": "autonomy",
    "grant share": "grant share",
    "fixed cost": "fixed cost",
    "benefit": "benefit",
}


def verdict(told: Explanation) -> str:
    """Whether they agree, on what, and if not who refuses."""
    first, second = (side.name for side in told.sides)
    on = " and ".join(told.issues)
    if told.agreed:
        terms = ", ".join(f"{issue} {depth:.2f}" for issue, depth in told.terms.items())
        return f"{first} and {second} agree on {on} in {told.date} (depth: {terms})."
    return f"{first} and {second} do not agree on {on} in {told.date}: {told.reason}. Refused by {'; '.join(told.refused)}."


def apart(one: float, other: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to tell them apart."""
    places = max(0, 2 - math.floor(math.log10(abs(one - other)))) if one != other else 2
    first, second = (f"{value:.{min(places, 12)}f}" for value in (one, other))
    return first, second


def flip_sentence(flip: Flip | None, *, agreed: bool) -> str:
    """The smallest change that turns the decision around."""
    if flip is None:
        return "No single change of one attribute, within its range, turns this around."
    turn = "they would not agree" if agreed else "they would agree"
    if not flip.actor:
        return f"With {apart(flip.after, flip.before)[0]} times the {flip.attribute} of this agreement to both, {turn}."
    what = NAMES[flip.attribute].format(issue=flip.issue)
    after, before = apart(flip.after, flip.before)
    return f"Were the {what} of {flip.actor} {after} and not {before}, {turn}."


def _side_lines(side: Side) -> list[str]:
    lines = [f"{side.name} ({side.id})"]
    lines += [f"  {term:<18} {value:+8.4f}" for term, value in side.worth.items() if term != "side payment" or value]
    lines.append(f"  {'worth':<18} {sum(side.worth.values()):+8.4f}   reservation value {side.reservation:.4f}")
    lines.append(f"  {'gain':<18} {side.gain:+8.4f}   at best {side.best:+.4f}")
    players = "1 veto player accepts" if side.veto_players == 1 else f"{side.veto_players} veto players accept"
    lines.append(f"  at home {players} {side.home:.0%} of the Pareto frontier (win-set)")
    return lines


def why(told: Explanation) -> str:
    """The whole explanation as text. Worths are in % of each side's yearly budget."""
    lines = [verdict(told), ""]
    for side in told.sides:
        lines += [*_side_lines(side), ""]
    if told.zone is None and told.agreed:
        means = "the side payment makes one" if told.sides[0].worth["side payment"] else "some of the issues have one"
        lines.append(f"Zone of agreement: none for all issues without payment; {means}.")
    elif told.zone is None:
        lines.append("Zone of agreement: none; there are no terms that neither side refuses.")
    else:
        lines.append(
            f"Zone of agreement: {told.zone[1] - told.zone[0]:.0%} of the Pareto frontier; the win-sets at home cost"
            f" {told.share_lost:.0%} of the joint gain."
        )
    if not told.agreed:
        depths = ", ".join(f"{issue} {depth:.2f}" for issue, depth in told.terms.items())
        lines.append(f"Worths are told at the terms that come closest: {depths}.")
    lines.append(flip_sentence(told.flip, agreed=told.agreed))
    return "\n".join(lines)
