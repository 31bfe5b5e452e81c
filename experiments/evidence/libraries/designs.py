"""Claims of designs: the shipped designs with their claims, and the claims of a batch."""

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from paradiplomacy.experiments.design import design as entries
from paradiplomacy.experiments.design.plan import Plan, make
from paradiplomacy.experiments.design.read import checked, names, read
from paradiplomacy.experiments.evidence import runner
from paradiplomacy.experiments.evidence.claim import Claim, Direction, Group, Library, Side
from paradiplomacy.experiments.evidence.libraries import merged
from paradiplomacy.experiments.evidence.settings import AS_IS, Settings
from paradiplomacy.experiments.evidence.verdict import Verdict
from paradiplomacy.experiments.results.batch import BatchResults

TITLE = "Claims of the shipped designs"
INTRODUCTION = """Every design states claims about its question (`[[claims]]` in `experiments/designs/`) in a form that its \
runs can falsify. Runs are compared in pairs that differ only in what the claim names. Verdicts are about this model with \
these parameters, not about the world."""


def library(settings: Settings) -> Library:
    """Return the claims of all shipped designs that have some."""
    found = merged([of_design(name, settings) for name in names() if read(name).design.claims])
    return found._replace(name="designs", title=TITLE)


def of_design(name: str, settings: Settings = AS_IS) -> Library:
    """Return the claims of a design, by name or file.

    Raises:
        ScenarioError: The design or a change is wrong.
    """
    ready = read(name)
    plan = make(checked(settings.applied(ready.design), folder=ready.folder))
    group = Path(name).stem
    return _library(group, plan.design.title, plan.design.question, plan.design.claims, {group: plan})


def of_batch(batch: BatchResults) -> tuple[Verdict, ...]:
    """Judge the claims of the design of a batch by its runs."""
    kept = batch.manifest
    # From the batch, not from the shipped design, which may have changed since.
    claims = tuple(entries.Claim(**each) for each in kept.get("claims", []))
    name = str(kept["design"])
    return runner.evidence(_library(name, kept["title"], kept["question"], claims, {}), {name: batch}).verdicts


def _library(
    name: str, title: str, question: str, claims: tuple[entries.Claim, ...], plans: Mapping[str, Plan]
) -> Library:
    return Library(
        name=name,
        title=TITLE,
        introduction=INTRODUCTION,
        groups=(Group(name, title, question),),
        claims=tuple(_claim(each, name) for each in claims),
        plans=plans,
    )


def _claim(entry: entries.Claim, group: str) -> Claim:
    return Claim(
        name=entry.said,
        statement=entry.said,
        group=group,
        case=Side(entry.measure, entry.case),
        against=Side(entry.measure, entry.against),
        direction=cast("Direction", entry.direction),
        within=entry.within or 0.0,
        runs=group,
        source=entry.by,
    )
