"""A validation in words: the table that is printed, and as rows."""

import json
import math
from collections.abc import Iterator
from typing import Any

from paradiplomacy.experiments.evidence.patterns.validation import Validation
from paradiplomacy.experiments.evidence.patterns.verdict import Found, Verdict
from paradiplomacy.experiments.statistics.interval import Estimate


def number(value: float) -> str:
    """A number with three digits that count."""
    if math.isnan(value):
        return "none"
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:#.3g}".rstrip(".")


def interval(found: Estimate) -> str:
    """A mean with its interval, where there is one."""
    if math.isnan(found.low) or found.low == found.high:
        return number(found.mean)
    return f"{number(found.mean)} [{number(found.low)}, {number(found.high)}]"


def band(found: Found) -> str:
    """A band in words."""
    low, high = found.statistic.low, found.statistic.high
    if math.isinf(low) and math.isinf(high):
        return "shown"
    if math.isinf(high):
        return f"at least {low:g}"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def beaten(verdict: Verdict, name: str) -> str:
    """Whether a null model is beaten, in words."""
    return "beaten" if verdict.beaten[name].low > 0 else "not beaten"


def lines(found: Validation) -> Iterator[str]:
    """The table, line by line."""
    for verdict in found.verdicts:
        pattern = verdict.pattern
        said = "holds" if verdict.holds else "fails"
        yield f"{pattern.name:<4}{pattern.kind:<9}{said:<6} {pattern.about}"
        for each in verdict.found:
            mark = "" if each.is_within else "   <- out of its band"
            yield f"{'':19} {each.statistic.name:<32}{band(each):<17}{interval(each.model)}{mark}"
            if each.nulls:
                told = ", ".join(f"{name.replace('_', ' ')} {number(null.mean)}" for name, null in each.nulls.items())
                yield f"{'':19} {'':<4}null models: {told}"
        if verdict.beaten:
            told = ", ".join(f"{name.replace('_', ' ')} {beaten(verdict, name)}" for name in verdict.beaten)
            yield f"{'':19} {told}"
    yield summary(found)


def summary(found: Validation) -> str:
    """How many patterns of each kind hold, in one sentence."""
    parts = []
    for kind in ("input", "theorem", "emergent"):
        some = [verdict for verdict in found.verdicts if verdict.pattern.kind == kind]
        if some:
            held = sum(verdict.holds for verdict in some)
            parts.append(f"{held} of {len(some)} {kind}")
    failing = [verdict.pattern.name for verdict in found.verdicts if not verdict.holds]
    return f"Hold: {', '.join(parts)}." + (f" Fail: {', '.join(failing)}." if failing else "")


def rows(found: Validation) -> list[dict[str, Any]]:
    """The table as rows, one for each statistic."""
    made = []
    for verdict in found.verdicts:
        for each in verdict.found:
            row: dict[str, Any] = {
                "pattern": verdict.pattern.name,
                "kind": verdict.pattern.kind,
                "verdict": "holds" if verdict.holds else "fails",
                "why_not": verdict.why_not,
                "about": verdict.pattern.about,
                "measure": each.statistic.name,
                "low": each.statistic.low,
                "high": each.statistic.high,
                "observed": each.statistic.observed,
                "mean": each.model.mean,
                "mean_low": each.model.low,
                "mean_high": each.model.high,
                "replicates": each.replicates,
                "fitted": verdict.pattern.fitted,
            }
            for name, null in each.nulls.items():
                row[name] = null.mean
                row[f"{name}_beaten"] = verdict.beaten[name].low > 0
            made.append(row)
    return made


def stamp(found: Validation) -> str:
    """What made it, as one line of JSON."""
    last = found.sittings[-1]
    commits = sorted({str(sitting["commit"]) for sitting in found.sittings})
    facts = {
        "validation": "P1 to P15",
        "seed": found.seed,
        "replicates": found.replicates,
        "changes": found.changes,
        "commit": commits[0] if len(commits) == 1 else commits,
        "dirty": any(sitting["dirty"] for sitting in found.sittings),
        "versions": last["versions"],
    }
    return json.dumps(facts, default=str, ensure_ascii=False)
