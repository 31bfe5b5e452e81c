"""A batch as one page of HTML that needs nothing else, and looks good printed.

The page says what was done in words, how sure the answers are, what they are, what drives them, what one run looks like
on the map, what failed, what the numbers cannot say, and how to have each of them again.
"""

import base64
import html
import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from paradiplomacy.experiments.engine.parts import write_text
from paradiplomacy.experiments.engine.run import run
from paradiplomacy.experiments.engine.worker import last_line, resolved
from paradiplomacy.experiments.evidence.claims import told, verdicts
from paradiplomacy.experiments.reports import charts
from paradiplomacy.experiments.reports.design_summary import design_in_words
from paradiplomacy.experiments.reports.figures import map_of_agreements
from paradiplomacy.experiments.reports.phrases import counted, listed
from paradiplomacy.experiments.results.batch import DESIGN, BatchResults
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.statistics.compare import TOLD_APART, arms_of, compare, in_words
from paradiplomacy.experiments.statistics.interval import estimate
from paradiplomacy.experiments.statistics.sensitivity import sensitivity

STYLE = """
@page { size: A4; margin: 18mm 16mm }
body { font: 16px/1.5 Georgia, serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #23292e }
h1, h2, h3, .made, th, td, figcaption { font-family: "Helvetica Neue", Helvetica, Arial, sans-serif }
h1 { line-height: 1.15; margin-bottom: .2em } h2 { margin: 2em 0 .4em; border-bottom: 1px solid #d3d9dd }
h3 { margin: 1.4em 0 .2em; font-size: 1em } .question { font-size: 1.1em; font-style: italic }
.made { font-size: 13px; color: #6b747c } figure { margin: .6em 0 1em } figcaption { font-size: 13px; color: #6b747c }
table { border-collapse: collapse; width: 100% } td, th { font-size: 13px; padding: .25em .8em .25em 0; text-align: left;
vertical-align: top } th { border-bottom: 1px solid #23292e } td { border-bottom: 1px solid #e6eaed }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.confirmed { color: #00714f; font-weight: bold } .contradicted { color: #b04a00; font-weight: bold }
.undecided { color: #6b747c; font-weight: bold }
pre { background: #f4f6f8; padding: .8em 1em; overflow-x: auto; font-size: 13px; white-space: pre-wrap }
img { width: 100% } li { margin: .3em 0 }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt } h2, h3 { break-after: avoid }
figure, tr, li { break-inside: avoid } a { color: inherit; text-decoration: none } }
"""
MOST_SENTENCES = 6
MOST_FAILURES = 20
MOST_SETTLING = 6
LIMITS = """An interval says how sure a mean is over luck, and over the sampled uncertainties where there are some. \
It does not say whether the model is right.
A difference is that between the named settings of this model; it is no estimate of an effect in the world.
What was not varied was held at the values of the scenario; another value may turn an answer round."""


def report(folder: str | Path, out: str | Path | None = None) -> Path:
    """Write the report of a batch; returns the page. Its figures stand beside it as PNG and SVG.

    Args:
        folder: Folder of the batch.
        out: The page; ``report.html`` in the folder unless given.

    Raises:
        ResultsError: The folder holds no batch, or the page cannot be written.
    """
    batch = BatchResults(folder)
    page = Path(out) if out is not None else batch.folder / "report.html"
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        _write(batch, page)
    except OSError as error:
        raise ResultsError(f"{page}: cannot be written ({error.strerror})") from error
    return page


def _write(batch: BatchResults, page: Path) -> None:
    written = Page(batch, page)
    parts = [
        written.heading(),
        written.claims(),
        written.design(),
        written.settling(),
        written.comparisons(),
        written.drivers(),
        written.map(),
        written.failures(),
        written.limits(),
        written.again(),
    ]
    title = _text(batch.manifest["title"])
    head = f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title><style>{STYLE}</style></head>"
    write_text(page, f"{head}<body>{''.join(parts)}</body></html>\n")


class Page:
    """The sections of a report.

    Args:
        batch: The batch.
        path: Where the page will stand, and its figures beside it.
    """

    def __init__(self, batch: BatchResults, path: Path) -> None:
        self.batch, self.path, self.kept = batch, path, batch.manifest
        self.arms = arms_of(batch) if len(batch.joined) else []
        self.stamp = batch.stamp

    def heading(self) -> str:
        """Title, question, what made it."""
        status = listed([f"{count:,} {name}" for name, count in self.kept.get("status", {}).items() if count])
        return (
            f"<h1>{_text(self.kept['title'])}</h1><p class='question'>{_text(self.kept['question'])}</p>"
            f"<p class='made'>{_text(self.stamp)} ({_text(status)})</p>"
        )

    def claims(self) -> str:
        """What was said, what came out, and the verdict; nothing where the design claims nothing."""
        try:
            found = verdicts(self.batch)
        except ResultsError as error:
            return f"<h2>What was said, and what came out</h2><p>{_text(error)}</p>"
        if not found:
            return ""
        rows = [
            f"<tr><td>{_text(each.claim.said)} <span class='made'>({_text(each.claim.by)})</span></td>"
            f"<td>{_text(each.claim.measure)}: {_text(told(each.claim.case))} instead of {_text(told(each.claim.against))}, "
            f"{_text(each.difference)}</td><td class='{each.found}'>{each.found}</td></tr>"
            for each in found
        ]
        head = "<tr><th>what is said</th><th>what came out</th><th>verdict</th></tr>"
        return f"<h2>What was said, and what came out</h2><table>{head}{''.join(rows)}</table>"

    def design(self) -> str:
        """The design in words, its measures, and the file itself."""
        rows = "".join(
            f"<tr><td>{_text(name)}</td><td>{_text(about['about'])}</td><td>{_text(about['unit'])}</td></tr>"
            for name, about in self.kept["measures"].items()
        )
        return (
            f"<h2>The design</h2>{_paragraphs(design_in_words(self.batch))}"
            f"<table><tr><th>measure</th><th>what it is</th><th>unit</th></tr>{rows}</table>"
        )

    def settling(self) -> str:
        """How estimates settle with the replicates."""
        measures = [name for name in self.batch.measures if self._varies(name)][:MOST_SETTLING]
        if not measures or self.kept["replicates"] < 4:
            return "<h2>Convergence</h2><p>Too few replicates to show how the answers settle.</p>"
        what = (
            f"the difference of “{self.arms[-1].label}” from “{self.arms[0].label}”"
            if len(self.arms) > 1
            else "the mean"
        )
        lines = [self._settled(name) for name in measures]
        figure = self._figure(
            charts.settling_of(self.arms, measures),
            "convergence",
            f"How {what} settles as replicates are added, with its 95 % interval",
        )
        return f"<h2>Convergence</h2>{figure}{_list(lines)}"

    def _varies(self, name: str) -> bool:
        values = charts.values_of(self.arms, name) if self.arms else np.zeros((0, 0))
        return values.shape[1] > 3 and not np.isnan(values).all()

    def _settled(self, name: str) -> str:
        values = charts.values_of(self.arms, name)
        found, half = estimate(values), estimate(values[:, : values.shape[1] // 2])
        return (
            f"{name}: half-width of the interval {found.half_width:.3g} with {values.shape[1]} replicates, "
            f"{half.half_width:.3g} with half of them; the answer moved by {found.mean - half.mean:+.3g} since"
        )

    def comparisons(self) -> str:
        """Sentences and figures of the differences; why there are none, where there is one arm."""
        try:
            table = compare(self.batch.folder)
        except ResultsError as error:
            return f"<h2>Comparisons</h2><p>{_text(error)}.</p>"
        parts = ["<h2>Comparisons</h2>"]
        for name, rows in table.groupby("measure", sort=False):
            about = self.kept["measures"][name]
            figure = self._figure(
                charts.differences_of(rows, about["unit"]), str(name), f"{about['about']} ({about['unit']})"
            )
            told = _list(in_words(rows)) if len(rows) <= MOST_SENTENCES else _told_together(rows)
            parts.append(f"<h3>{_text(name)}</h3>{figure}{told}")
        parts.append(
            "<p>Intervals are 95 %, of paired differences; p-values are adjusted for all rows of this page (Holm 1979).</p>"
        )
        return "".join(parts)

    def drivers(self) -> str:
        """What drives the measures; nothing where nothing is varied."""
        if not self.batch.columns:
            return ""
        try:
            table = sensitivity(self.batch.folder)
        except ResultsError as error:
            return f"<h2>Sensitivity</h2><p>{_text(error)}.</p>"
        parts = ["<h2>Sensitivity</h2>"]
        for (name, block), rows in table.groupby(["measure", "block"], sort=False):
            known = rows[rows["method"].isin(charts.METHODS)]
            label = f"{name}" if block == "all" else f"{name}, {block}"
            if known.empty:
                parts.append(f"<p>{_text(name)} is the same in all runs: nothing drives it.</p>")
                continue
            figure = self._figure(charts.drivers_of(known), f"drivers-{label}", f"What drives {label}")
            parts.append(f"{figure}{_list([_driver(str(name), known)])}")
        return "".join(parts) if len(parts) > 1 else ""

    def map(self) -> str:
        """The agreements at the end of the first complete run, which is run again for it."""
        whole = self.batch.runs[self.batch.runs["status"] == "complete"]
        if whole.empty:
            return ""
        row = whole.iloc[0]
        recipe, task = self.batch.recipe(), self.batch.task(int(row["run"]))
        again = run(resolved(recipe, task), seed=recipe.seed, replicate=task.replicate, months=int(row["months"]))
        if again.manifest.digest != row["digest"]:
            return (
                f"<h2>On the map</h2><p>Run {row['run']} comes out otherwise with the versions that are here now.</p>"
            )
        with tempfile.TemporaryDirectory() as folder:
            image = map_of_agreements(again, Path(folder) / "map.png").read_bytes()
            drawing = map_of_agreements(again, Path(folder) / "map.svg").read_bytes()
        self._beside("map", "png").write_bytes(image)
        self._beside("map", "svg").write_bytes(drawing)
        caption = f"Agreements in force at the end of run {row['run']} ({task.experiment}): one run, not a mean"
        return f"<h2>On the map</h2>{_image(image, caption)}"

    def failures(self) -> str:
        """Runs that came to nothing, the first of them with what was raised."""
        wrong = self.batch.runs[self.batch.runs["status"] != "complete"]
        if wrong.empty:
            return "<h2>Failures</h2><p>None.</p>"
        lines = [
            f"run {row['run']} {row['status']}: {last_line(str(row['error']))}"
            for row in wrong.head(MOST_FAILURES).to_dict("records")
        ]
        return f"<h2>Failures</h2><p>{counted(len(wrong), 'run')}; left out of all pairs.</p>{_list(lines)}"

    def limits(self) -> str:
        """What the numbers cannot say, in general and of this batch."""
        own = LIMITS.splitlines()
        commits = {(each["commit"], each["dirty"]) for each in self.kept["sessions"]}
        if len(commits) > 1:
            own.append(
                "The batch was run in several sittings with different code; the manifest says which rows are whose."
            )
        if any(dirty for _, dirty in commits):
            own.append(
                "The code differed from its commit when the batch was run, so the commit alone does not give it again."
            )
        missing = self.kept["runs"] - len(self.batch.joined)
        if missing:
            own.append(
                f"{counted(missing, 'run')} of {self.kept['runs']:,} gave no result, and may differ from the others."
            )
        outcomes = self.batch.outcomes
        constant = [name for name in self.batch.measures if len(outcomes) and len(set(outcomes[name].dropna())) <= 1]
        if constant:
            own.append(f"The same in all runs, and so of no use here: {listed(constant)}.")
        return f"<h2>Limits</h2>{_list(own)}"

    def again(self) -> str:
        """How every number can be had again, and with what it was made."""
        session, folder = self.kept["sessions"][-1], self.batch.folder
        commands = [
            f"paradiplomacy batch {self.kept['design']} --out {folder}    # all runs",
            f"paradiplomacy reproduce {folder} RUN    # one of them, with the same events",
            f"paradiplomacy compare {folder}    # the comparisons; --csv gives the table",
            f"paradiplomacy sensitivity {folder}    # the indices",
            f"paradiplomacy report {folder}    # this page",
        ]
        versions = listed([f"{name} {version}" for name, version in session["versions"].items()])
        design = (folder / DESIGN).read_text(encoding="utf-8")
        return (
            f"<h2>How to have each number again</h2><pre>{_text(chr(10).join(commands))}</pre>"
            f"<p>Made with {_text(versions)} on {_text(session['machine']['system'])}; the design file:</p>"
            f"<pre>{_text(design.strip())}</pre>"
        )

    def _figure(self, figure: Figure, name: str, caption: str) -> str:
        """A figure in the page; also as PNG and SVG beside it, with what made it."""
        buffer = io.BytesIO()
        with mpl.rc_context(charts.STYLE):
            figure.savefig(buffer, format="png", dpi=200, metadata={"Description": self.stamp})
            figure.savefig(self._beside(name, "svg"), metadata={"Description": self.stamp, "Date": None})
        self._beside(name, "png").write_bytes(buffer.getvalue())
        return _image(buffer.getvalue(), caption)

    def _beside(self, name: str, ending: str) -> Path:
        plain = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)
        return self.path.with_name(f"{self.path.stem}-{plain}.{ending}")


def _told_together(rows: pd.DataFrame) -> str:
    """Many arms of one measure: one sentence for all of them, and a table."""
    seen = rows.dropna(subset=["difference"])
    sure = seen[seen["p_holm"] <= TOLD_APART]
    head = f"{len(sure)} of {len(rows)} are told apart from “{rows['baseline'].iloc[0]}”"
    if len(sure):
        most, least = (sure.loc[sure["difference"].agg(which)] for which in ("idxmax", "idxmin"))
        ends = [f"{each['difference']:+.4g} with {each['arm']}" for each in (least, most)]
        head += f": from {' to '.join(ends)}" if least.name != most.name else f": {ends[0]}"
    cells = [
        f"<tr><td>{_text(row['arm'])}</td><td>{row['difference']:+.4g}</td><td>{row['low']:+.4g} to {row['high']:+.4g}</td>"
        f"<td>{row['effect_size']:.2f}</td><td>{row['p_holm']:.2g}</td><td>{row['pairs']} ({row['missing']})</td></tr>"
        for row in rows.to_dict("records")
    ]
    names = ("instead", "difference", "95 % interval", "effect size", "adjusted p", "pairs (missing)")
    return (
        f"<p>{_text(head)}; {_text(counted(len(rows) - len(sure), 'arm'))} not.</p>"
        f"<table><tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>{''.join(cells)}</table>"
    )


def _driver(name: str, rows: pd.DataFrame) -> str:
    """The factor that matters most, by the best method there is."""
    order = ("sobol total", "morris mu_star", "feature score")
    method = next(each for each in order if (rows["method"] == each).any())
    own = rows[rows["method"] == method]
    best = own.iloc[int(own["index"].to_numpy().argmax())]
    sure = "" if np.isnan(best["error"]) else f" ± {best['error']:.2g}"
    return f"{name} depends most on {best['factor']} ({charts.METHODS[method][1]}: {best['index']:.2g}{sure})"


def _image(content: bytes, caption: str) -> str:
    source = base64.b64encode(content).decode()
    return (
        f"<figure><img alt='{_text(caption)}' src='data:image/png;base64,{source}'>"
        f"<figcaption>{_text(caption)}</figcaption></figure>"
    )


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{_text(line)}</p>" for line in lines)


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{_text(line)}</li>" for line in lines) + "</ul>"


def _text(value: object) -> str:
    return html.escape(str(value))
