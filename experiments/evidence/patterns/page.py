"""A validation as one page of HTML that needs nothing else, and as a CSV file."""

import base64
import html
import io
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from paradiplomacy.experiments.engine.parts import write_text
from paradiplomacy.experiments.evidence.patterns.validation import Drawn, Validation
from paradiplomacy.experiments.evidence.patterns.verdict import Found, Verdict
from paradiplomacy.experiments.evidence.patterns.wording import band, interval, number, rows, stamp, summary
from paradiplomacy.experiments.reports.report import STYLE
from paradiplomacy.experiments.statistics.interval import Estimate, Floats

MODEL, NULL, SEEN = "#1f4e79", "#a0a0a0", "#c0392b"
MORE_STYLE = """
body { max-width: 72em } .holds { color: #0a6b3d; font-weight: bold } .fails { color: #b02a1a; font-weight: bold }
td { border-top: 1px solid #eee; vertical-align: top } .faint { color: #777; font-size: 13px } .whole { white-space: nowrap }
"""
KINDS = {
    "input": "it follows from what was put in, and checks the plumbing",
    "theorem": "it can be proved, and checks the code",
    "emergent": "nothing in the model says so: the real test",
}


def write(found: Validation, folder: Path) -> Path:
    """Write ``patterns.csv`` and ``report.html``; returns the page."""
    table = pd.DataFrame(rows(found)).to_csv(index=False)
    write_text(folder / "patterns.csv", f"# {stamp(found)}\n{table}")
    body = [
        "<h1>Held against the world</h1>",
        f"<p>{_text(summary(found))}</p>",
        _intro(found),
        _table(found),
        _how(),
        *(_section(drawn) for drawn in found.figures),
        f"<h2>What made it</h2><pre>{_text(stamp(found))}</pre>",
    ]
    head = "<!doctype html><html lang='en'><meta charset='utf-8'><title>Held against the world</title>"
    write_text(folder / "report.html", f"{head}<style>{STYLE}{MORE_STYLE}</style><body>{''.join(body)}</body></html>\n")
    return folder / "report.html"


def _intro(found: Validation) -> str:
    changed = ", ".join(f"{path} = {value}" for path, value in found.changes.items())
    told = f" Changed in all scenarios: {_text(changed)}." if changed else ""
    lost = f" {found.failed} runs came to nothing and are left out." if found.failed else ""
    return (
        f"<p>Means over {found.replicates} replicates of each scenario, with 95 % intervals.{told}{lost} A pattern holds "
        "where the mean of each of its numbers lies in its band.</p>"
    )


def _table(found: Validation) -> str:
    head = "<tr><th>Pattern<th>Kind<th>Number<th>Band<th>Model<th>Null models<th>Verdict</tr>"
    return f"<table>{head}{''.join(_rows(verdict) for verdict in found.verdicts)}</table>"


def _rows(verdict: Verdict) -> str:
    said = "holds" if verdict.holds else "fails"
    made = []
    for at, each in enumerate(verdict.found):
        lead = f"<td><b>{verdict.pattern.name}</b><td>{verdict.pattern.kind}" if at == 0 else "<td><td>"
        tail = f"<span class='{said}'>{said}</span><br>{_why(verdict)}" if at == 0 else ""
        about = _text(verdict.pattern.about) + "<br>" if at == 0 else ""
        made.append(
            f"<tr>{lead}<td>{about}<span class='faint'>{_text(each.statistic.name)}</span><td class='whole'>{band(each)}"
            f"<td class='whole'>{interval(each.model)}<td class='whole'>{_nulls(verdict, each)}<td>{tail}</tr>"
        )
    return "".join(made)


def _why(verdict: Verdict) -> str:
    return f"<span class='faint'>{_text(verdict.why_not)}</span>"


def _nulls(verdict: Verdict, each: Found) -> str:
    told = []
    for name, null in each.nulls.items():
        lead = verdict.beaten[name]
        state = "beaten" if lead.low > 0 else "not beaten"
        told.append(f"{name.replace('_', ' ')} {number(null.mean)}, {state}")
    return "<br>".join(told)


def _how() -> str:
    kinds = "; ".join(f"<i>{name}</i>: {about}" for name, about in KINDS.items())
    return (
        f"<p>{kinds}.</p><p>The null models are made from each run's own network: <i>rewired</i> keeps the number of "
        "partners of every city and changes who they are; <i>gravity alone</i> draws each pair with the chance that size, "
        "distance, language and nation give it. A null model is beaten where the model is nearer to the observed network: "
        "the root mean square of (value - observed) / half the width of the band, over the numbers of the pattern, is "
        "compared run by run, and the mean difference must be above 0 with its 95 % interval.</p>"
    )


def _section(drawn: Drawn) -> str:
    curve = drawn.curve
    source = f" Observed: {_text(curve.source)}." if curve.source else ""
    return (
        f"<h2>{_text(curve.title)}</h2><img alt='{_text(curve.title)}' src='data:image/png;base64,{_figure(drawn)}'>"
        f"<p class='faint'>Model: mean and 95 % interval.{source}</p>"
    )


def _figure(drawn: Drawn) -> str:
    """The figure as the text of a PNG file."""
    curve = drawn.curve
    figure = Figure(figsize=(7.5, 4.2), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    at = np.array(curve.at)
    if curve.scale == "bars":
        middle, ends = _ends(drawn.model)
        axes.bar(at, middle, width=0.9 * np.diff(at).min(), yerr=ends, color=MODEL, alpha=0.75, capsize=3)
        axes.set_xticks(at, [f"{value:g}" for value in at])
    else:
        if drawn.null:
            words = (curve.null or "").replace("_", " ")
            _line(axes, at, drawn.null, NULL, f"null model: {words}")
        _line(axes, at, drawn.model, MODEL, "model")
        if curve.observed:
            axes.plot(at, _visible(np.array(curve.observed), curve.scale), "s", color=SEEN, label="observed")
        axes.legend(frameon=False)
    if curve.scale == "log":
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xticks(at, [f"{value:g}" for value in at], minor=False)
        axes.minorticks_off()
    else:
        axes.set_ylim(bottom=0)
    axes.set_xlabel(curve.x)
    axes.set_ylabel(curve.y)
    for spine in ("top", "right"):
        axes.spines[spine].set_visible(False)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=140)
    return base64.b64encode(buffer.getvalue()).decode()


def _line(axes: Axes, at: Floats, found: tuple[Estimate, ...], colour: str, label: str) -> None:
    middle, ends = _ends(found)
    kept = middle > 0
    axes.errorbar(at[kept], middle[kept], yerr=ends[:, kept], fmt="o-", color=colour, capsize=3, label=label)


def _ends(found: tuple[Estimate, ...]) -> tuple[Floats, Floats]:
    middle = np.array([each.mean for each in found])
    ends = np.array([[each.mean - each.low for each in found], [each.high - each.mean for each in found]])
    return middle, np.nan_to_num(ends)


def _visible(values: Floats, scale: str) -> Floats:
    """Values, without those that a logarithmic axis cannot show."""
    return np.where((scale != "log") | (values > 0), values, np.nan)


def _text(value: object) -> str:
    return html.escape(str(value))
