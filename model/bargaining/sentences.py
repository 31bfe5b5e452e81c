"""An explanation in sentences."""

import math

from paradiplomacy.agents.card import card, grid
from paradiplomacy.model.bargaining.explain import Explanation, Side
from paradiplomacy.model.bargaining.flip import Flip
from paradiplomacy.model.bargaining.several import LeftTalks, TextExplanation, TextParty

# Attributes by the words that readers know; the columns' names are those of the code.
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
    "concession": "concession exponent (above 1 soft)",
    "population": "population",
    "gdp": "GDP (US$ billion)",
    "autonomy": "autonomy",
    "grant share": "grant share",
    "fixed cost": "fixed cost",
    "benefit": "benefit",
}


def exchange(explanation: Explanation) -> str:
    """Return what the first side gives and gets on each issue, such as ``Paris gives 0.42 on climate and gets 0.31``."""
    one, _ = explanation.sides
    parts = [f"gives {x:.2f} on {issue} and gets {one.gets[issue]:.2f}" for issue, x in one.gives.items()]
    return f"{one.name} {', '.join(parts)}"


def commitments(of: dict[str, float]) -> str:
    """Return commitments as text, such as ``climate 0.42, trade 0.10``."""
    return ", ".join(f"{issue} {x:.2f}" for issue, x in of.items())


def verdict(explanation: Explanation) -> str:
    """Return whether they would agree, on what, and otherwise who would refuse: a supposition, whatever they have signed."""
    first, second = (side.name for side in explanation.sides)
    on = " and ".join(explanation.issues)
    start = f"If {first} and {second} talked in {explanation.date}, they would"
    if explanation.agreed:
        return f"{start} agree on {on}: {exchange(explanation)}."
    return f"{start} not agree on {on}: {explanation.reason}. Refused by {'; '.join(explanation.refused)}."


def distinct(one: float, other: float) -> tuple[str, str]:
    """Format two numbers with enough digits to distinguish them."""
    # Two digits beyond the first one that differs.
    places = max(0, 2 - math.floor(math.log10(abs(one - other)))) if one != other else 2
    first, second = (f"{value:.{min(places, 12)}f}" for value in (one, other))
    return first, second


def flip_sentence(flip: Flip | None, *, agreed: bool) -> str:
    """Return the smallest change that reverses the decision as a sentence."""
    if flip is None:
        return "No single change of one attribute, within its range, would reverse this decision."
    then = "they would not agree" if agreed else "they would agree"
    after, before = distinct(flip.after, flip.before)
    if not flip.actor:
        return f"If the {flip.attribute} of this agreement to both sides were multiplied by {after}, {then}."
    what = NAMES[flip.attribute].format(issue=flip.issue)
    return f"If {flip.actor}'s {what} were {after} instead of {before}, {then}."


def zone_sentence(explanation: Explanation) -> str:
    """Return the zone of agreement and the cost of the win-sets as a sentence."""
    if explanation.zone is not None:
        share = explanation.zone[1] - explanation.zone[0]
        return (
            f"Zone of agreement: {share:.0%} of the Pareto frontier; the win-sets at home cost"
            f" {explanation.share_lost:.0%} of the joint gain."
        )
    if not explanation.agreed:
        return "Zone of agreement: none; no terms leave both sides better off."
    means = (
        "the side payment creates one"
        if explanation.sides[0].utility["side payment"]
        else "some of the issues have one"
    )
    return f"Zone of agreement: none for all issues without payment; {means}."


def side_lines(side: Side) -> list[str]:
    """Return the utility of a side, term by term, and what its veto players accept."""
    terms = {term: value for term, value in side.utility.items() if term != "side payment" or value}
    players = "1 veto player accepts" if side.veto_players == 1 else f"{side.veto_players} veto players accept"
    return [
        f"{side.name} ({side.id})",
        f"  gives {commitments(side.gives)}; gets {commitments(side.gets)}",
        *(f"  {term:<18} {value:+8.4f}" for term, value in terms.items()),
        f"  {'utility':<18} {sum(side.utility.values()):+8.4f}   reservation value {side.reservation:.4f}",
        f"  {'gain':<18} {side.gain:+8.4f}   at best {side.best:+.4f}",
        f"  at home {players} {side.win_set:.0%} of the Pareto frontier (win-set)",
    ]


def why(explanation: Explanation) -> str:
    """Return the whole explanation as text. All utilities are in % of each side's annual budget."""
    lines = [verdict(explanation), ""]
    for side in explanation.sides:
        lines += [*side_lines(side), ""]
    lines.append(zone_sentence(explanation))
    if not explanation.agreed:
        lines.append(f"Utilities are evaluated at the closest feasible terms: {exchange(explanation)}.")
    lines.append(flip_sentence(explanation.flip, agreed=explanation.agreed))
    lines += [f"Rule from the user's own file: {rule}." for rule in explanation.own_rules]
    return "\n".join(lines)


def tables(explanation: Explanation) -> str:
    """Return the explanation as tables in HTML: utilities by side, and what follows from them."""
    first, second = explanation.sides
    rows = [
        (term, f"{value:+.4f}", f"{second.utility[term]:+.4f}")
        for term, value in first.utility.items()
        if term != "side payment" or value
    ]
    rows += [(name, f"{one:+.4f}", f"{other:+.4f}") for name, one, other in (
        ("reservation value", first.reservation, second.reservation), ("gain", first.gain, second.gain),
    )]  # fmt: skip
    ends = [
        ("zone", zone_sentence(explanation)),
        ("reversal", flip_sentence(explanation.flip, agreed=explanation.agreed)),
    ]
    head = ("utility, % of annual budget", first.name, second.name)
    return grid(verdict(explanation), head, rows) + card("What follows", ends)


def several(text: TextExplanation) -> str:
    """Return the explanation of a text of several parties as text."""
    on = f" on {' and '.join(text.issues)}" if text.issues else ""
    head = f"{text.name}, talks of {text.date}{on}: {len(text.parties)} of {text.invited} invited take part"
    lines = [f"{head} ({text.outcome})."]
    if text.parties:
        lines += ["", "Gains are over a world without the text, in % of each party's annual budget."]
        lines += [party_line(party) for party in text.parties]
    lines += ["", "Left the talks:" if text.left else "Nobody left the talks."]
    return "\n".join([*lines, *(left_line(each) for each in text.left)])


def party_line(party: TextParty) -> str:
    """Return what a party gives and gets, and its gain."""
    gives, gets = commitments(party.gives), commitments(party.gets)
    return f"  {party.name} ({party.id}) gives {gives}; gets {gets}; gain {party.gain:+.4f}"


def left_line(left: LeftTalks) -> str:
    """Return who left and why."""
    loss = "" if left.loss is None else f" ({left.loss:+.4f})"
    return f"  {left.name} ({left.id}): {left.reason}{loss}"
