"""Verdicts as text for the terminal, and as rows of a table."""

import math
from collections.abc import Iterator, Mapping, Sequence

from paradiplomacy.experiments.evidence.claim import Claim, Group, Side
from paradiplomacy.experiments.evidence.runner import Evidence
from paradiplomacy.experiments.evidence.verdict import Found, Verdict, reasons, tested, together
from paradiplomacy.experiments.reports.phrases import counted
from paradiplomacy.experiments.statistics.interval import Estimate, p_text

FOUND: tuple[Found, ...] = ("confirmed", "contradicted", "undecided")
WIDTHS = (5, 10, 14)
NO_VALUE = "no pair of runs has a value"


def number(value: float) -> str:
    """Return a number with three significant digits."""
    if math.isnan(value):
        return "none"
    # From 1000 on, three significant digits would be printed with a power of ten.
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:#.3g}".rstrip(".")


def interval(found: Estimate) -> str:
    """Return a mean with its interval, where there is one."""
    # An interval without width belongs to a value that is the same in every run, such as that of a theorem.
    if math.isnan(found.low) or found.low == found.high:
        return number(found.mean)
    return f"{number(found.mean)} [{number(found.low)}, {number(found.high)}]"


def band(claim: Claim) -> str:
    """Return the values that agree with a claim."""
    region = claim.region
    if not region.bounds:
        return "any"
    if not region.closed:
        return "above 0" if math.isinf(region.high) else "below 0"
    if math.isinf(region.high):
        return f"at least {region.low:g}"
    return f"{region.low:g}" if region.low == region.high else f"{region.low:g} to {region.high:g}"


def difference(verdict: Verdict, *, digits: int = 3) -> str:
    """Return a signed estimate with its interval, where there is one."""
    if math.isnan(verdict.estimate.low):
        return f"{verdict.estimate.mean:+.{digits}g}"
    mean, low, high = (f"{each:+.{digits}g}" for each in (verdict.estimate.mean, *verdict.estimate[1:3]))
    return f"{mean} [{low}, {high}]"


def result(verdict: Verdict) -> str:
    """Return what came out, with the interval and the number of pairs."""
    if not verdict.pairs:
        return NO_VALUE
    notes = [verdict.gap, f"not the same world: {verdict.worlds}" if verdict.worlds else ""]
    note = "".join(f"; {each}" for each in notes if each)
    if verdict.claim.against is None or verdict.claim.ratio:
        return f"{interval(verdict.estimate)} ({verdict.pairs} runs{note})"
    counterpart = f"{verdict.counterpart:.3g}"
    return f"{difference(verdict)} from {counterpart} ({verdict.pairs} pairs{note})"


def runs(side: Mapping[str, object]) -> str:
    """Return which runs are meant: names of cases as they are, values with their column."""
    return ", ".join(str(value) if column == "experiment" else f"{column} = {value}" for column, value in side.items())


def compared(claim: Claim) -> str:
    """Return what is compared with what."""
    case = runs(claim.case.runs)
    if not isinstance(claim.against, Side) or claim.against.runs == claim.case.runs:
        return case
    return f"{case} instead of {runs(claim.against.runs)}"


def lines(found: Evidence) -> Iterator[str]:
    """Yield the verdicts line by line, group by group, and a summary."""
    for group in found.library.groups:
        own = found.of(group.name)
        if found.library.is_joint:
            yield from _joint(group, own)
        else:
            yield group.title
            for verdict in own:
                yield from _alone(verdict)
    count = tested(found.verdicts)
    if count:
        yield family(count)
    yield summary(found)


def family(count: int) -> str:
    """Return for how many tested claims p-values are adjusted."""
    if count == 1:
        return "The p-value is not adjusted: it is that of the only tested claim."
    return f"P-values are adjusted for all {counted(count, 'tested claim')} (Holm 1979)."


def _joint(group: Group, own: Sequence[Verdict]) -> Iterator[str]:
    """Yield a group that is judged together: its verdict, then one line a claim."""
    cells = (group.name, group.kind or "", together(own))
    yield "".join(f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True)) + group.about
    indent = " " * sum(WIDTHS)
    for each in own:
        mark = "" if each.found == "confirmed" else f"   <- {each.found}{f' ({each.gap})' if each.gap else ''}"
        within = f", {share_inside(each)} inside" if share_inside(each) else ""
        yield f"{indent}{each.claim.name:<34} {band(each.claim):<17}{interval(each.estimate)}{within}{mark}"
        if each.nulls:
            yield f"{indent}    null models: {nulls(each)}"


def share_inside(verdict: Verdict) -> str:
    """Return the share of the runs in a band; empty where a claim has none."""
    return f"{verdict.inside:.0%}" if verdict.claim.is_criterion and not math.isnan(verdict.inside) else ""


def nulls(verdict: Verdict) -> str:
    """Return the number in each null model."""
    return ", ".join(f"{name.replace('_', ' ')} {number(null.mean)}" for name, null in verdict.nulls.items())


def _alone(verdict: Verdict) -> Iterator[str]:
    claim = verdict.claim
    source = f" ({claim.source})" if claim.source else ""
    yield f"  {claim.name}{source}: {verdict.found}"
    if claim.statement != claim.name:
        yield f"    claim: {claim.statement}"
    yield f"    expected: {claim.case.measure} {expected(claim)}"
    yield f"    result: {result(verdict)}{adjusted(verdict)}"
    if claim.on_record:
        yield f"    on record: {claim.on_record}"


def expected(claim: Claim) -> str:
    """Return what a claim expects of its number."""
    if claim.direction == "between":
        return f"between {claim.low:g} and {claim.high:g}"
    change = f"changes by at most {claim.within:g}" if claim.direction == "no_change" else claim.direction
    return f"{change} with {compared(claim)}"


def adjusted(verdict: Verdict) -> str:
    """Return the adjusted p-value, where there is one."""
    return "" if math.isnan(verdict.p_adjusted) else f", adjusted p {p_text(verdict.p_adjusted)}"


def summary(found: Evidence) -> str:
    """Return how many claims, or groups of them by kind, are confirmed."""
    if not found.library.is_joint:
        counts = [f"{sum(each.found == word for each in found.verdicts)} {word}" for word in FOUND]
        return f"{len(found.verdicts)} claims: {', '.join(counts)}."
    verdicts = {group: together(found.of(group.name)) for group in found.library.groups}
    parts = []
    for kind in dict.fromkeys(group.kind for group in verdicts):
        own = [word for group, word in verdicts.items() if group.kind == kind]
        parts.append(f"{own.count('confirmed')} of {len(own)} {kind}")
    others = [group.name for group, word in verdicts.items() if word != "confirmed"]
    return f"Confirmed: {', '.join(parts)}." + (f" Not confirmed: {', '.join(others)}." if others else "")


def rows(found: Evidence) -> list[dict[str, object]]:
    """Return the verdicts as rows, one a claim."""
    return [_row(group, verdict, found) for group in found.library.groups for verdict in found.of(group.name)]


def _row(group: Group, verdict: Verdict, found: Evidence) -> dict[str, object]:
    claim, own = verdict.claim, found.of(group.name)
    row: dict[str, object] = {"group": group.name, "kind": group.kind}
    if found.library.is_joint:
        row |= {"group_verdict": together(own), "why_not": "; ".join(reasons(own)), "about": group.about}
    row |= {
        "claim": claim.name,
        "verdict": verdict.found,
        "measure": claim.case.measure,
        "low": claim.region.low,
        "high": claim.region.high,
        "observed": claim.observed,
        "mean": verdict.estimate.mean,
        "mean_low": verdict.estimate.low,
        "mean_high": verdict.estimate.high,
        "pairs": verdict.pairs,
        "p": verdict.p,
        "p_adjusted": verdict.p_adjusted,
        "inside": verdict.inside if claim.is_criterion else math.nan,
        "worlds": verdict.worlds,
    }
    return row | {name: null.mean for name, null in verdict.nulls.items()}
