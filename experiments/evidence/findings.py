"""The designs that ship, run for real: what was asked, what is said, what came out. One page of Markdown."""

from collections.abc import Sequence
from pathlib import Path

from paradiplomacy.experiments.design.read import names, read
from paradiplomacy.experiments.evidence.claims import CONFIDENCE, Verdict, verdicts
from paradiplomacy.experiments.reports.wording import counted
from paradiplomacy.experiments.results.batch import BatchResults

HEAD = f"""# What came out

Written by `paradiplomacy findings`; run it again instead of editing this page. Every design ships with what is said
about its question (`[[claims]]` in `experiments/designs/`), put so that its runs can contradict it. Runs are paired: what
is compared differs in nothing but what is named. A claim is *confirmed* or *contradicted* where the difference, with
p-values adjusted for all claims of the design (Holm 1979), is told apart from none at {CONFIDENCE:.0%}; otherwise it stays
*undecided*. A verdict is about this model with these parameters, not about the world.
"""


def with_claims() -> list[str]:
    """Names of the shipped designs that say what could be contradicted."""
    return [name for name in names() if read(name).design.claims]


def failures(folders: Sequence[Path]) -> int:
    """Runs that came to nothing, in all of the batches."""
    return sum(batch.manifest["runs"] - batch.manifest["status"]["complete"] for batch in map(BatchResults, folders))


def text(folders: Sequence[Path]) -> str:
    """The page, from the folders of the batches."""
    batches = [BatchResults(folder) for folder in folders]
    found = [verdicts(batch) for batch in batches]
    summary = ["| question | claims | confirmed | contradicted | undecided |", "|---|---|---|---|---|"]
    for batch, each in zip(batches, found, strict=True):
        kept = batch.manifest
        counts = [sum(verdict.found == word for verdict in each) for word in ("confirmed", "contradicted", "undecided")]
        summary.append(
            f"| [{kept['title']}](#{_anchor(kept['title'])}) | {len(each)} | {' | '.join(map(str, counts))} |"
        )
    sections = [_section(batch, each) for batch, each in zip(batches, found, strict=True)]
    return "\n".join([HEAD, *summary, "", *sections])


def _section(batch: BatchResults, found: Sequence[Verdict]) -> str:
    kept = batch.manifest
    rows = [
        f"| {each.claim.said} ({each.claim.by}) | `{each.claim.measure}` | {each.difference} | **{each.found}** |"
        for each in found
    ]
    return "\n".join(
        [
            f"## {kept['title']}\n\n{kept['question']}\n",
            "| what is said | measure | what came out | verdict |",
            "|---|---|---|---|",
            *rows,
            f"\n{_made(batch)}\n",
        ]
    )


def _made(batch: BatchResults) -> str:
    """What made a section: design, runs, seed, commit and date."""
    kept, session = batch.manifest, batch.manifest["sessions"][-1]
    wrong = kept["runs"] - kept["status"]["complete"]
    failures = f", {counted(wrong, 'run')} without a result" if wrong else ""
    commits = sorted(
        {f"`{each['commit'][:10]}`{' with changes' if each['dirty'] else ''}" for each in kept["sessions"]}
    )
    return (
        f"Design `{kept['design']}`: {counted(kept['settings'], 'setting')}, {counted(kept['replicates'], 'replicate')} of "
        f"each, {counted(kept['runs'], 'run')}{failures}; seed {kept['seed']}; commit {', '.join(commits)}, "
        f"{session['started_at'][:10]}. Again: `paradiplomacy batch {kept['design']} --out DIR`, "
        f"`paradiplomacy compare DIR`."
    )


def _anchor(title: str) -> str:
    """The name by which a heading is linked to."""
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -")
    return kept.replace(" ", "-")
