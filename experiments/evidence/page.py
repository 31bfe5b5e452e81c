"""The page of a library: claims, numbers and verdicts as Markdown, or as HTML with its figures inside."""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from paradiplomacy.experiments.engine.parts import write_text
from paradiplomacy.experiments.evidence.claim import Group
from paradiplomacy.experiments.evidence.figures import figure
from paradiplomacy.experiments.evidence.printed import (
    FOUND,
    NO_VALUE,
    band,
    difference,
    interval,
    nulls,
    result,
    rows,
    share_inside,
    summary,
)
from paradiplomacy.experiments.evidence.runner import Drawn, Evidence
from paradiplomacy.experiments.evidence.verdict import MOST_RUNS, Verdict, confounded, reasons, tested, together
from paradiplomacy.experiments.reports import markup
from paradiplomacy.experiments.reports.phrases import counted
from paradiplomacy.experiments.results import provenance
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.store import SPREADSHEETS
from paradiplomacy.experiments.statistics.interval import LEAST_PAIRS, p_text

DIRECTIONS = {"rises": "more with it", "falls": "less with it", "no_change": "the same", "between": "within bounds"}
SURVIVES = {"confirmed": "survives", "contradicted": "falls", "undecided": "depends"}


class Entry(NamedTuple):
    """One row of a table: a verdict within its group.

    Attributes:
        verdict: The verdict.
        group: Its group.
        joint: Verdict on the whole group, and why it is not confirmed; in the first row of a group only.
    """

    verdict: Verdict
    group: Group
    joint: tuple[str, str] | None = None


def _claim(entry: Entry) -> str:
    source = entry.verdict.claim.source
    return entry.verdict.claim.statement + (f" ({source})" if source else "")


def _pattern(entry: Entry) -> str:
    return f"**{entry.group.name}** {entry.group.about}" if entry.joint else ""


def _mechanism(entry: Entry) -> str:
    claim = entry.verdict.claim
    return "<br>".join([f"**{claim.name}**", *(f"`{each}`" for each in claim.changes), claim.case.measure])


def _removed(entry: Entry) -> str:
    """Return the change from with to without, which is the difference the other way round."""
    found = entry.verdict.estimate
    if math.isnan(found.low):
        return f"{0 - found.mean:+.3g} ({entry.verdict.gap or NO_VALUE})"
    # 0 - x instead of -x: the negative of 0.0 would be printed as -0.
    return f"{0 - found.mean:+.3g} ({0 - found.high:+.3g} to {0 - found.low:+.3g})"


def _holds_at(entry: Entry) -> str:
    robust = entry.verdict.robustness
    return "" if robust is None else f"{robust.holds} of {robust.points}"


def _driver(entry: Entry) -> str:
    robust = entry.verdict.robustness
    return "" if robust is None or not robust.driver else f"`{robust.driver}` ({robust.correlation:+.2f})"


def _verdict(entry: Entry) -> str:
    if entry.group.kind is None:
        return f"**{entry.verdict.found}**"
    if entry.joint is None:
        return ""
    found, why = entry.joint
    return f"**{found}**" + (f"<br>{why}" if why else "")


def _p(entry: Entry) -> str:
    p = entry.verdict.p_adjusted
    return "" if math.isnan(p) else p_text(p)


COLUMNS: dict[str, Callable[[Entry], str]] = {
    "claim": _claim,
    "conclusion": _claim,
    "measure": lambda entry: f"`{entry.verdict.claim.case.measure}`",
    "result": lambda entry: result(entry.verdict),
    "difference": lambda entry: difference(entry.verdict) if entry.verdict.pairs else NO_VALUE,
    "adjusted p": _p,
    "verdict": _verdict,
    "pattern": _pattern,
    "kind": lambda entry: (entry.group.kind or "") if entry.joint else "",
    "number": lambda entry: entry.verdict.claim.name,
    "band": lambda entry: band(entry.verdict.claim),
    "model": lambda entry: interval(entry.verdict.estimate),
    "inside": lambda entry: share_inside(entry.verdict),
    "null models": lambda entry: nulls(entry.verdict),
    "mechanism": _mechanism,
    "with it": lambda entry: f"{entry.verdict.value:.4g}",
    "without": lambda entry: f"{entry.verdict.counterpart:.4g}",
    "change when taken out (95 %)": _removed,
    "expected: found": lambda entry: f"{DIRECTIONS[entry.verdict.claim.direction]}: {entry.verdict.found}",
    "holds at": _holds_at,
    "most strongly correlated parameter": _driver,
    "survives": lambda entry: f"**{SURVIVES[entry.verdict.found]}**",
}
"""The columns that a page may have, by their headings."""


def markdown(found: Evidence) -> str:
    """Return the page as Markdown."""
    return "\n\n".join(_blocks(found)) + "\n"


def write(found: Evidence, page: Path) -> Path:
    """Write the page.

    Args:
        found: What the page shows.
        page: File of the page; HTML with the figures inside where it ends in ``.html``, otherwise Markdown with the figures
            as ``PAGE-NAME.png`` in the same folder.

    Returns:
        The page.

    Raises:
        OSError: It cannot be written.
    """
    page.parent.mkdir(parents=True, exist_ok=True)
    if page.suffix == ".html":
        write_text(page, _html(found))
        return page
    blocks = [markdown(found).rstrip()]
    for drawn in found.figures:
        image = page.with_name(f"{page.stem}-{drawn.curve.name}.png")
        image.write_bytes(figure(drawn))
        blocks += [f"## {drawn.curve.title}", f"![Figure: {drawn.curve.title}]({image.name})", _caption(drawn)]
    write_text(page, "\n\n".join(blocks) + "\n")
    return page


def write_table(found: Evidence, file: Path) -> Path:
    """Write the verdicts as CSV, with their provenance in the first line (``skiprows=1``)."""
    text = f"# {stamp(found)}\n{pd.DataFrame(rows(found)).to_csv(index=False)}"
    write_text(file, text, encoding=SPREADSHEETS)
    return file


def _html(found: Evidence) -> str:
    figures = "".join(
        f"<h2>{markup.text(drawn.curve.title)}</h2>" + markup.image(figure(drawn), _caption(drawn))
        for drawn in found.figures
    )
    body = "".join(markup.from_markdown(block) for block in _blocks(found))
    return markup.page(
        found.library.title, f"{body}{figures}<h2>Provenance</h2><pre>{markup.text(stamp(found))}</pre>", width=72
    )


def _caption(drawn: Drawn) -> str:
    source = drawn.curve.source
    return f"Model: mean and 95 % interval. {f'Observed: {source}.' if source else ''}".strip()


def _blocks(found: Evidence) -> Iterator[str]:
    """Yield the headings, paragraphs and tables of the page, in Markdown."""
    library = found.library
    yield f"# {library.title}"
    yield f"Generated by `paradiplomacy evidence {library.name}`; do not edit by hand."
    yield library.introduction
    yield rule(found)
    if library.is_joint:
        yield summary(found)
        yield _table(library.columns, [entry for group in library.groups for entry in _entries(group, found)])
    else:
        if len(library.groups) > 1:
            yield _overview(found)
        for group in library.groups:
            yield from _section(group, found)
    closing = library.closing({name: batch.joined for name, batch in found.batches.items()})
    if closing:
        yield from closing.split("\n\n")
    if library.is_joint:
        yield from (_made(name, found) for name in found.batches)


def _section(group: Group, found: Evidence) -> Iterator[str]:
    yield f"## {group.title}"
    if group.about:
        yield group.about
    yield _table(found.library.columns, _entries(group, found))
    yield from (_made(name, found) for name in dict.fromkeys(each.claim.runs for each in found.of(group.name)))


def _entries(group: Group, found: Evidence) -> list[Entry]:
    own = found.of(group.name)
    joint = (together(own), "; ".join(reasons(own))) if found.library.is_joint else None
    return [Entry(verdict, group, joint if at == 0 else None) for at, verdict in enumerate(own)]


def _table(columns: Sequence[str], entries: Sequence[Entry]) -> str:
    return table(columns, [[COLUMNS[name](entry) for name in columns] for entry in entries])


def table(head: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    # A bar inside a cell would end it and is therefore escaped; a line break would end the row.
    lines = [head, ["---"] * len(head), *cells]
    return "\n".join(
        f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )


def _overview(found: Evidence) -> str:
    """Return the table of contents: how many claims of each group are confirmed."""
    cells = []
    for group in found.library.groups:
        own = [each.found for each in found.of(group.name)]
        link = f"[{group.title}](#{markup.anchor(group.title)})"
        cells.append([link, str(len(own)), *(str(own.count(word)) for word in FOUND)])
    return table(("question", "claims", *FOUND), cells)


def rule(found: Evidence) -> str:
    """Return how verdicts were reached, and over how many claims the p-values are adjusted."""
    count = tested(found.verdicts)
    level = f"{1 - found.confidence:.2g}"
    parts = []
    if count:
        # A single p-value needs no adjustment.
        over = f", after adjustment for all {count:,} tested claims of this page (Holm 1979)" if count > 1 else ""
        parts.append(
            f"A claim is *confirmed* (*contradicted*) where its number lies on the stated (the other) side with p at most "
            f"{level}{over}, and otherwise *undecided*; the interval then excludes the bound as well."
        )
    parts.append(
        f"There is no verdict from fewer than {LEAST_PAIRS} values, and none where a test has no spread to go by."
    )
    shares = {each.claim.least_share for each in found.verdicts if each.claim.least_share is not None}
    parts += [
        f"A conclusion *survives* if it is confirmed in this sense and holds at {share:.0%} of the sampled points or more. It "
        f"*falls* if it is contradicted and holds at {1 - share:.0%} or fewer. Otherwise it *depends*."
        for share in sorted(shares)
    ]
    if any(each.claim.is_criterion for each in found.verdicts):
        parts.append(
            f"A band is an acceptance criterion and not a test: at least {MOST_RUNS:.0%} of the runs must lie in it; bands have "
            f"no p-value."
        )
    worlds = confounded(found.verdicts)
    parts += [f"**Warning: {worlds}**"] if worlds else []
    return " ".join(parts)


def _made(name: str, found: Evidence) -> str:
    """Return what made the numbers of a section: runs, seed, versions, commit and day."""
    if name not in found.batches:
        return "These values need no runs."
    batch = found.batches[name]
    kept = batch.manifest
    failed = kept["runs"] - kept["status"]["complete"]
    sessions = kept["sessions"]
    commits = sorted({f"`{each['commit'][:12]}`{' with changes' if each['dirty'] else ''}" for each in sessions})
    versions = ", ".join(f"{package} {version}" for package, version in sessions[-1]["versions"].items())
    return (
        f"Runs `{name}`: {counted(kept['settings'], 'setting')}, {counted(kept['replicates'], 'replicate')} of each, "
        f"{_months(batch)}, {counted(kept['runs'], 'run')}"
        f"{f', {failed:,} of them without a result and left out' if failed else ''}; seed {kept['seed']}; {versions}; "
        f"commit {', '.join(commits)}, {sessions[-1]['started_at'][:10]}."
    )


def _months(batch: BatchResults) -> str:
    months = sorted({int(each) for each in batch.runs["months"].dropna()})
    return (
        f"{' to '.join(dict.fromkeys(str(each) for each in (months[0], months[-1])))} months" if months else "no month"
    )


def stamp(found: Evidence) -> str:
    """Return the provenance of the page as one line of JSON."""
    manifests = [batch.manifest for batch in found.batches.values()]
    sessions = [each for manifest in manifests for each in manifest["sessions"]] or [_here()]
    facts = {
        "evidence": found.library.name,
        "claims": [group.name for group in found.library.groups],
        "seed": sorted({manifest["seed"] for manifest in manifests}),
        "replicates": sorted({manifest["replicates"] for manifest in manifests}),
        "changes": {
            path: value for plan in found.library.plans.values() for path, value in plan.design.changes.items()
        },
        "commit": sorted({str(each["commit"]) for each in sessions}),
        "dirty": any(each["dirty"] for each in sessions),
        "versions": sessions[-1]["versions"],
    }
    return json.dumps(facts, default=str, ensure_ascii=False)


def _here() -> dict[str, object]:
    """Return the provenance of values that needed no runs: this code."""
    commit, dirty = provenance.code_version()
    return {"commit": commit, "dirty": dirty, "versions": provenance.versions()}
