"""A batch as one self-contained page of HTML that also prints well.

The page shows the design, the claims with their verdicts, how precise the answers are, the comparisons, what drives the
measures, one run on the map, failures, limits, and how to reproduce each number.
"""

import io
import shlex
import tempfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text

from paradiplomacy.experiments.engine.parts import write_text
from paradiplomacy.experiments.engine.run import run
from paradiplomacy.experiments.engine.worker import last_line, resolved
from paradiplomacy.experiments.evidence.libraries.designs import of_batch
from paradiplomacy.experiments.evidence.printed import adjusted, compared, family, result
from paradiplomacy.experiments.evidence.verdict import Verdict, confounded, tested
from paradiplomacy.experiments.reports import charts, markup
from paradiplomacy.experiments.reports.design_summary import design_summary
from paradiplomacy.experiments.reports.figures import map_of_agreements
from paradiplomacy.experiments.reports.lettering import style
from paradiplomacy.experiments.reports.phrases import counted, listed
from paradiplomacy.experiments.results.batch import DESIGN, BatchResults
from paradiplomacy.experiments.results.folder import ResultsError, folder_of
from paradiplomacy.experiments.statistics.arms import arms_of
from paradiplomacy.experiments.statistics.compare import SIGNIFICANT, apart, compare, is_alone, sentences
from paradiplomacy.experiments.statistics.interval import LARGEST, LEAST_PAIRS, estimate, no_interval, p_text
from paradiplomacy.experiments.statistics.sensitivity import sensitivity

MOST_SENTENCES = 6
LONGEST_NAME = 120
"""Bytes of the name of a figure in its file."""
MOST_FAILURES = 20
MOST_MEASURES = 6
LIMITS = """An interval gives the uncertainty of a mean over random numbers, and over the sampled uncertainties if there \
are any. It does not show whether the model is right.
A difference is one between the named settings of this model, not an estimate of an effect in the world.
Parameters not varied were fixed at the scenario's values; other values may reverse a result."""


def report(folder: str | Path, out: str | Path | None = None) -> Path:
    """Write the report of a batch, and its figures as PNG and SVG in the same folder.

    Args:
        folder: Folder of the batch.
        out: The page; ``report.html`` in the folder unless given.

    Returns:
        The page.

    Raises:
        ResultsError: The folder is not a batch folder, or the page cannot be written.
    """
    batch = BatchResults(folder)
    page = folder_of(out) if out is not None else batch.folder / "report.html"
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        write_text(page, markup.page(batch.manifest["title"], Page(batch, page).body()))
    except OSError as error:
        raise ResultsError(f"{page}: cannot be written ({error.strerror})") from error
    return page


class Page:
    """The sections of a report.

    Args:
        batch: The batch.
        path: Path of the page; its figures go into the same folder.
    """

    def __init__(self, batch: BatchResults, path: Path) -> None:
        self.batch, self.path, self.manifest = batch, path, batch.manifest
        self.arms = arms_of(batch) if len(batch.joined) else []
        self.stamp = batch.stamp
        self.names: dict[str, str] = {}

    def body(self) -> str:
        """Return all sections, in order."""
        sections = (
            self.heading,
            self.claims,
            self.design,
            self.convergence,
            self.comparisons,
            self.drivers,
            self.map,
            self.failures,
            self.limits,
            self.provenance,
        )
        return "".join(section() for section in sections)

    def heading(self) -> str:
        """Return title, question and provenance."""
        status = listed([f"{count:,} {name}" for name, count in self.manifest.get("status", {}).items() if count])
        return (
            f"<h1>{markup.text(self.manifest['title'])}</h1><p class='question'>{markup.text(self.manifest['question'])}</p>"
            f"<p class='made'>{markup.text(self.stamp)} ({markup.text(status)})</p>"
        )

    def claims(self) -> str:
        """Return the claims with results and verdicts; nothing where the design makes no claims."""
        found = of_batch(self.batch)
        if not found:
            return ""
        rows = [_claim(each) for each in found]
        worlds, count = confounded(found), tested(found)
        words = f"{family(count)} " if count else ""
        return (
            f"<h2>Claims and verdicts</h2>{_warning(worlds)}{markup.table(('claim', 'result', 'verdict'), rows)}"
            f"<p>{words}There is no verdict from fewer than {LEAST_PAIRS} values, or where all are the same.</p>"
        )

    def design(self) -> str:
        """Return the summary of the design, and its measures."""
        rows = [
            (markup.text(name), markup.text(about["about"]), markup.text(about["unit"]))
            for name, about in self.manifest["measures"].items()
        ]
        table = markup.table(("measure", "definition", "unit"), rows)
        return f"<h2>Design</h2>{markup.paragraphs(design_summary(self.batch))}{table}"

    def convergence(self) -> str:
        """Return how the estimates converge as replicates are added."""
        measures = [name for name in self.batch.measures if self._varies(name)][:MOST_MEASURES]
        if not measures or self.manifest["replicates"] < LEAST_PAIRS:
            return "<h2>Convergence</h2><p>Too few replicates to show convergence.</p>"
        what = (
            f"the difference of “{self.arms[-1].label}” from “{self.arms[0].label}”"
            if len(self.arms) > 1
            else "the mean"
        )
        figure = self._figure(
            charts.convergence_of(self.arms, measures),
            "convergence",
            f"Convergence of {what} as replicates are added, with its 95 % interval",
        )
        return f"<h2>Convergence</h2>{figure}{markup.bullets([self._precision(name) for name in measures])}"

    def _varies(self, name: str) -> bool:
        values = charts.values_of(self.arms, name) if self.arms else np.zeros((0, 0))
        return values.shape[1] >= LEAST_PAIRS and not np.isnan(values).all()

    def _precision(self, name: str) -> str:
        values = charts.values_of(self.arms, name)
        found, half = estimate(values, first_look=self.arms[-1].first_look), estimate(values[:, : values.shape[1] // 2])
        if np.isnan(found.low):
            return f"{name}: {no_interval(found.size, 'values')}"
        with_half = "none" if np.isnan(half.low) else f"{half.half_width:.3g}"
        return (
            f"{name}: half-width of the interval {found.half_width:.3g} with {values.shape[1]} replicates, "
            f"{with_half} with half of them; the second half moved the estimate by {found.mean - half.mean:+.3g}"
        )

    def comparisons(self) -> str:
        """Return sentences and figures of the differences; the reason where there is nothing to compare."""
        try:
            # A batch with a single arm raises, and the page then gives the reason instead.
            table = compare(self.batch.folder)
        except ResultsError as error:
            return f"<h2>Comparisons</h2><p>{markup.text(error)}.</p>"
        parts = [f"<h2>Comparisons</h2>{_warning(apart(table))}"]
        for name, rows in table.groupby("measure", sort=False):
            about = self.manifest["measures"][name]
            figure = self._figure(
                charts.differences_of(rows, about["unit"]), str(name), f"{about['about']} ({about['unit']})"
            )
            text = markup.bullets(sentences(rows)) if len(rows) <= MOST_SENTENCES else _many(rows)
            parts.append(f"<h3>{markup.text(name)}</h3>{figure}{text}")
        parts.append(
            f"<p>Intervals are 95 % intervals of paired differences. {_family(str(table['family'].iloc[0]))}Effect sizes are "
            "Cohen's d (unpaired: in standard deviations of the runs) and d_z (paired: in standard deviations of the differences). There is no "
            f"interval or verdict from fewer than {LEAST_PAIRS} pairs, or where all differences are the same.</p>"
        )
        return "".join(parts)

    def drivers(self) -> str:
        """Return what drives the measures; nothing where nothing is varied."""
        if not self.batch.columns:
            return ""
        try:
            table = sensitivity(self.batch.folder)
        except ResultsError as error:
            return f"<h2>Sensitivity</h2><p>{markup.text(error)}.</p>"
        parts = ["<h2>Sensitivity</h2>"]
        for (name, block), rows in table.groupby(["measure", "block"], sort=False):
            known = rows[rows["method"].isin(charts.METHODS)]
            label = f"{name}" if block == "all" else f"{name}, {block}"
            if known.empty:
                parts.append(f"<p>{markup.text(label)}: no indices ({markup.text(rows['method'].iloc[0])}).</p>")
                continue
            figure = self._figure(charts.drivers_of(known), f"drivers-{label}", f"What drives {label}")
            parts.append(f"{figure}{markup.bullets([_driver(str(name), known)])}")
        return "".join(parts) if len(parts) > 1 else ""

    def map(self) -> str:
        """Return the agreements at the end of the first complete run, which is rerun for the map."""
        complete = self.batch.runs[self.batch.runs["status"] == "complete"]
        if complete.empty:
            return ""
        row = complete.iloc[0]
        recipe, task = self.batch.recipe(), self.batch.task(int(row["run"]))
        # As many months as the row has, since a stop condition may have ended the run early.
        again = run(
            resolved(recipe, task),
            seed=recipe.seed,
            replicate=task.replicate,
            months=int(row["months"]),
            prepare=recipe.own[recipe.prepare] if recipe.prepare else None,
        )
        # A map of other events than those of the batch would contradict the numbers above it.
        if again.manifest.digest != row["digest"]:
            return f"<h2>Map</h2><p>Run {row['run']} gives other events with the installed versions.</p>"
        with tempfile.TemporaryDirectory() as folder:
            for ending in ("png", "svg"):
                drawn = map_of_agreements(again, Path(folder) / f"map.{ending}").read_bytes()
                self._file("map", ending).write_bytes(drawn)
        caption = f"Agreements in force at the end of run {row['run']} ({task.experiment}): a single run, not a mean"
        return f"<h2>Map</h2>{markup.image(self._file('map', 'png').read_bytes(), caption)}"

    def failures(self) -> str:
        """Return the runs without a result, the first of them with their errors."""
        failed = self.batch.runs[self.batch.runs["status"] != "complete"]
        if failed.empty:
            return "<h2>Failures</h2><p>None.</p>"
        lines = [
            f"run {row['run']} {row['status']}: {last_line(str(row['error']))}"
            for row in failed.head(MOST_FAILURES).to_dict("records")
        ]
        return f"<h2>Failures</h2><p>{counted(len(failed), 'run')}, left out of all pairs.</p>{markup.bullets(lines)}"

    def limits(self) -> str:
        """Return what the numbers cannot show, in general and in this batch."""
        limits = LIMITS.splitlines()
        commits = {(each["commit"], each["dirty"]) for each in self.manifest["sessions"]}
        if len(commits) > 1:
            limits.append(
                "The batch was run in several sessions with different code; the manifest lists the rows of each."
            )
        if any(dirty for _, dirty in commits):
            limits.append("The code had uncommitted changes, so that the commit alone does not reproduce the batch.")
        missing = self.manifest["runs"] - len(self.batch.joined)
        if missing:
            limits.append(
                f"{counted(missing, 'run')} of {self.manifest['runs']:,} gave no result, and may differ from the others."
            )
        outcomes = self.batch.outcomes
        odd = {name: int((outcomes[name].abs() > LARGEST).sum()) for name in self.batch.measures}
        limits += [
            f"{name} is infinite, or too large for statistics, in {counted(count, 'run')}, and counts as missing there."
            for name, count in odd.items()
            if count
        ]
        constant = [name for name in self.batch.measures if len(outcomes) and len(set(outcomes[name].dropna())) <= 1]
        if constant:
            limits.append(f"Constant in all runs, and so uninformative: {listed(constant)}.")
        return f"<h2>Limits</h2>{markup.bullets(limits)}"

    def provenance(self) -> str:
        """Return how to reproduce every number, the versions, and the design file."""
        session = self.manifest["sessions"][-1]
        commands = [f"{self.batch.command}    # all runs"] if self.batch.command else []
        folder = shlex.quote(str(self.batch.folder))
        commands += [
            f"paradiplomacy reproduce {folder} RUN    # one run, with the same events",
            f"paradiplomacy compare {folder}    # the comparisons; --csv prints the table",
            f"paradiplomacy sensitivity {folder}    # the indices",
            f"paradiplomacy report {folder}    # this page",
        ]
        versions = listed([f"{name} {version}" for name, version in session["versions"].items()])
        design = (self.batch.folder / DESIGN).read_text(encoding="utf-8")
        return (
            f"<h2>How to reproduce each number</h2><pre>{markup.text(chr(10).join(commands))}</pre>"
            f"<p>Made with {markup.text(versions)} on {markup.text(session['machine']['system'])}; the design file:</p>"
            f"<pre>{markup.text(design.strip())}</pre>"
        )

    def _figure(self, figure: Figure, name: str, caption: str) -> str:
        """Return a figure for the page; save it as PNG and SVG too, with its provenance."""
        buffer = io.BytesIO()
        # Axes write their labels only now, and need the fonts of the other texts.
        with style(text.get_text() for text in figure.findobj(Text)):
            figure.savefig(buffer, format="png", dpi=200, metadata={"Description": self.stamp})
            # Without a date, so that a figure that is drawn again gives the same file.
            figure.savefig(self._file(name, "svg"), metadata={"Description": self.stamp, "Date": None})
        self._file(name, "png").write_bytes(buffer.getvalue())
        return markup.image(buffer.getvalue(), caption)

    def _file(self, name: str, ending: str) -> Path:
        # The name of a measure may contain colons, slashes and spaces.
        plain = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)
        # Such names may become equal, or too long for a file.
        if len(plain.encode()) > LONGEST_NAME or self.names.setdefault(plain, name) != name:
            plain = f"{plain[:20]}-{sha256(name.encode()).hexdigest()[:12]}"
        return self.path.with_name(f"{self.path.stem}-{plain}.{ending}")


def _warning(message: str) -> str:
    """Return a paragraph that cannot be overlooked; nothing without a message."""
    return f"<p class='warning'><b>Warning:</b> {markup.text(message)}</p>" if message else ""


def _claim(found: Verdict) -> tuple[str, str, str]:
    """Return claim, result and verdict as cells."""
    claim = found.claim
    comparison = f"{claim.case.measure}: {compared(claim)}, {result(found)}{adjusted(found)}"
    statement = f"{markup.text(claim.statement)} <span class='made'>({markup.text(claim.source)})</span>"
    return statement, markup.text(comparison), f"<span class='{found.found}'>{found.found}</span>"


def _family(words: str) -> str:
    """Return for how many comparisons p-values are adjusted."""
    return (
        "" if is_alone(words) else f"P-values are adjusted for all {markup.text(words)} of this section (Holm 1979). "
    )


def _many(rows: pd.DataFrame) -> str:
    """Return one sentence for the many arms of a measure, and a table."""
    known = rows.dropna(subset=["difference"])
    significant = known[known["p_holm"] <= SIGNIFICANT]
    head = f"{len(significant)} of {len(rows)} differ significantly from “{rows['baseline'].iloc[0]}”"
    if len(significant):
        most, least = (significant.loc[significant["difference"].agg(which)] for which in ("idxmax", "idxmin"))
        ends = [f"{each['difference']:+.4g} with {each['arm']}" for each in (least, most)]
        head += f": from {' to '.join(ends)}" if least.name != most.name else f": {ends[0]}"
    cells = [
        (
            markup.text(row["arm"]),
            f"{row['difference']:+.4g}",
            "none" if np.isnan(row["low"]) else f"{row['low']:+.4g} to {row['high']:+.4g}",
            f"{row['effect_size']:.2f}, {row['effect_size_paired']:.2f}",
            p_text(row["p_holm"]),
            f"{row['pairs']} ({row['missing']})",
        )
        for row in rows.to_dict("records")
    ]
    names = ("arm", "difference", "95 % interval", "effect size (d, d_z)", "adjusted p", "pairs (missing)")
    return f"<p>{markup.text(head)}.</p>{markup.table(names, cells)}"


def _driver(name: str, rows: pd.DataFrame) -> str:
    """Return the factor that matters most, by the best available method."""
    # Best first: indices with interactions, then screening, then scores that any sample allows.
    order = ("sobol total", "morris mu_star", "feature score")
    method = next(each for each in order if (rows["method"] == each).any())
    own = rows[rows["method"] == method]
    best = own.iloc[int(own["index"].to_numpy().argmax())]
    error = "" if np.isnan(best["error"]) else f" ± {best['error']:.2g}"
    return f"{name} depends most on {best['factor']} ({charts.METHODS[method][1]}: {best['index']:.2g}{error})"
