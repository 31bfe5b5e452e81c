"""Verdicts: what runs say about claims, by one rule for all of them.

A claim is confirmed where its estimate lies among the values that agree with it, and contradicted where it lies outside,
if the p-value of the bound in between is small enough. P-values are adjusted for all claims that are judged together,
which are those printed on one page (Holm 1979). Everything else is undecided, as is every claim with fewer than
``LEAST_PAIRS`` values or whose values do not vary.
"""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

import numpy as np
from scipy.stats import spearmanr

from paradiplomacy.experiments.evidence.claim import Claim, Region
from paradiplomacy.experiments.evidence.sample import Sample
from paradiplomacy.experiments.statistics.arms import CONFOUNDED
from paradiplomacy.experiments.statistics.interval import LEAST_PAIRS, Estimate, estimate, holm, no_interval

Found = Literal["confirmed", "contradicted", "undecided"]
CONFIDENCE = 0.95
MOST_RUNS = 0.8
"""Share of the runs that must lie in an acceptance band."""


class Robustness(NamedTuple):
    """The robustness of a claim across the sampled points.

    Attributes:
        holds, points: Points at which the mean over replicates agrees with the claim, of all that have a value.
        driver: Uncertainty most strongly correlated with the number; empty where it is the same everywhere.
        correlation: That rank correlation.
    """

    holds: int
    points: int
    driver: str = ""
    correlation: float = math.nan


class Verdict(NamedTuple):
    """The judgement of the runs on a claim.

    Attributes:
        claim: The claim.
        found: ``confirmed``, ``contradicted`` or ``undecided``.
        estimate: Difference, ratio or level with its interval.
        value, counterpart: Mean of the case and of what it is compared with; NaN where there is none.
        pairs: Number of runs, or pairs of runs, compared.
        p: P-value of the bound between agreeing and disagreeing values; NaN where there is none.
        p_adjusted: The same, adjusted for all claims judged together.
        robustness: How far it holds across the sampled points; None where the claim does not ask.
        nulls: The number in each null model.
        worlds: How the worlds of the two sides differ in actors, start or horizon; empty where they can be compared.
        inside: Share of the runs whose own number agrees with the claim; NaN without runs.
    """

    claim: Claim
    found: Found
    estimate: Estimate
    value: float
    counterpart: float
    pairs: int
    p: float
    p_adjusted: float
    robustness: Robustness | None = None
    nulls: Mapping[str, Estimate] = MappingProxyType({})
    worlds: str = ""
    inside: float = math.nan

    @property
    def gap(self) -> str:
        """Why the runs allow no verdict, whatever their mean; empty where they do."""
        size = self.estimate.size
        return no_interval(size, "values") if size and lacks_evidence(self.claim, self.estimate) else ""

    def __str__(self) -> str:
        """Return the claim, the number and the verdict in one line."""
        # Here and not above, because ``printed`` imports this module.
        from paradiplomacy.experiments.evidence.printed import result

        return f"{self.claim.name}: {self.claim.number}, {result(self)}: {self.found}"


def judge(
    claims: Sequence[Claim],
    samples: Sequence[Sample],
    *,
    nulls: Sequence[Mapping[str, Estimate]] = (),
    confidence: float = CONFIDENCE,
) -> tuple[Verdict, ...]:
    """Return the verdict on each claim, with p-values adjusted for all of them.

    Args:
        claims: The claims.
        samples: The values of each.
        nulls: The numbers of each in null models, where there are any.
        confidence: Confidence of the intervals; a p-value up to its complement decides.
    """
    estimates = [estimate(each.numbers, confidence=confidence, first_look=each.first_look) for each in samples]
    p = [_p(claim, found) for claim, found in zip(claims, estimates, strict=True)]
    robust = [
        None if claim.least_share is None else robustness(claim, each)
        for claim, each in zip(claims, samples, strict=True)
    ]
    within = [inside(claim, each) for claim, each in zip(claims, samples, strict=True)]
    return tuple(
        Verdict(
            claim, _found(claim, found, adjusted <= 1 - confidence, over, share), found, each.value, each.counterpart,
            each.pairs, raw, adjusted, over, null, each.worlds, share,
        )
        for claim, found, each, raw, adjusted, over, null, share in zip(
            claims, estimates, samples, p, holm(p), robust, nulls or [{} for _ in claims], within, strict=True
        )
    )  # fmt: skip


def inside(claim: Claim, sample: Sample) -> float:
    """Return the share of the runs whose own number agrees with a claim; NaN where no run has one."""
    numbers = sample.numbers[~np.isnan(sample.numbers)]
    return float(np.mean([claim.region.has(each) for each in numbers.tolist()])) if numbers.size else math.nan


def _p(claim: Claim, found: Estimate) -> float:
    """Return the p-value of a claim; an acceptance band has none."""
    return math.nan if claim.is_criterion else p_value(claim.region, found)


def p_value(region: Region, found: Estimate) -> float:
    """Return the two-sided p-value of the bound between the estimate and the other side; NaN where it is unknown.

    From inside a region with two bounds both must be ruled out (two one-sided tests, Schuirmann 1987), so the larger
    p-value counts; from outside, that of the bound that was crossed. With this p-value, "at most 0.05" is the same as
    "the whole 95 % interval lies on one side".
    """
    # Without an interval there is no test either, and Holm's adjustment does not count it.
    if math.isnan(found.low):
        return math.nan
    if region.has(found.mean):
        return max((found.p_at(end) for end in region.bounds), default=0.0)
    return found.p_at(region.low if found.mean <= region.low else region.high)


def lacks_evidence(claim: Claim, found: Estimate) -> bool:
    """Return whether the runs allow no verdict on a claim, whatever their mean."""
    # A band needs no interval, but enough runs, except where nothing is random and no runs are needed.
    return bool(claim.runs) and found.size < LEAST_PAIRS if claim.is_criterion else math.isnan(found.low)


def _found(claim: Claim, found: Estimate, is_sure: bool, robust: Robustness | None, share: float) -> Found:
    if math.isnan(found.mean) or lacks_evidence(claim, found):
        return "undecided"
    agrees = claim.region.has(found.mean)
    # A band is a convention of the modeller, not a hypothesis about a population: there is nothing to test. The mean may lie
    # in it while hardly any world does, so that most runs have to.
    if claim.is_criterion:
        return "confirmed" if share >= MOST_RUNS else "contradicted"
    if not is_sure:
        return "undecided"
    if robust is not None and claim.least_share is not None:
        # A mean may be carried by a few extreme points; a conclusion must hold almost everywhere as well.
        share = robust.holds / robust.points
        if (share if agrees else 1.0 - share) < claim.least_share:
            return "undecided"
    return "confirmed" if agrees else "contradicted"


def robustness(claim: Claim, sample: Sample) -> Robustness:
    """Return how far a claim holds across the sampled points, and what it depends on most."""
    # A point at which no run has a value is not evidence for either side.
    some = ~np.isnan(sample.numbers).all(axis=1)
    means = np.nanmean(sample.numbers[some], axis=1) if some.any() else np.zeros(0)
    holds = sum(claim.region.has(float(mean)) for mean in means)
    points = sample.points[some] if len(sample.points) else sample.points
    # Ranks of two points are always perfectly correlated, and those of equal numbers are undefined.
    if len(means) <= 2 or np.ptp(means) == 0 or points.empty:
        return Robustness(holds, len(means))
    # Of ranks, because a number may follow a parameter in any monotone way.
    correlations = {name: float(spearmanr(points[name].astype(float), means).statistic) for name in points}
    # A parameter that is the same at all points has NaN as its correlation, which ``max`` cannot compare.
    driver = max(correlations, key=lambda name: np.nan_to_num(abs(correlations[name])))
    return Robustness(holds, len(means), str(driver), correlations[driver])


def confounded(verdicts: Sequence[Verdict]) -> str:
    """Return a warning about the claims whose two sides are different worlds; empty where there are none."""
    apart = [f'"{each.claim.name}" ({each.worlds})' for each in verdicts if each.worlds]
    return f"not the same world on both sides: {'; '.join(apart)}. {CONFOUNDED}" if apart else ""


def tested(verdicts: Sequence[Verdict]) -> int:
    """Return the number of claims that have a p-value, and for which p-values are adjusted."""
    return sum(not math.isnan(each.p) for each in verdicts)


def together(verdicts: Sequence[Verdict]) -> Found:
    """Return the verdict on a group: confirmed where every claim is, contradicted where one is."""
    found = {each.found for each in verdicts}
    return "contradicted" if "contradicted" in found else "undecided" if "undecided" in found else "confirmed"


def reasons(verdicts: Sequence[Verdict]) -> list[str]:
    """Return why a group is not confirmed: the claims that are not, each with its verdict."""
    return [
        f"{each.claim.name} {each.found}{f' ({each.gap})' if each.gap else ''}"
        for each in verdicts
        if each.found != "confirmed"
    ]
