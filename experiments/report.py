"""A batch as one page of HTML that needs nothing else: design, comparisons, sensitivity, failures, how to do it again."""

import base64
import html
import io
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from paradiplomacy.experiments.compare import compare, in_words
from paradiplomacy.experiments.folder import ResultsError
from paradiplomacy.experiments.parts import write_text
from paradiplomacy.experiments.results import DESIGN, BatchResults
from paradiplomacy.experiments.sensitivity import sensitivity

STYLE = """
body { font: 16px/1.5 Georgia, serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #222 }
h1, h2 { font-family: Helvetica, Arial, sans-serif; line-height: 1.2 } h2 { margin-top: 2em }
table { border-collapse: collapse; font-size: 14px } td, th { padding: .2em .8em .2em 0; text-align: left }
th { border-bottom: 1px solid #222 } pre { background: #f4f4f4; padding: 1em; overflow-x: auto; font-size: 13px }
img { max-width: 100% } @media print { body { max-width: none; font-size: 11pt } h2, img { break-inside: avoid } }
"""
MOST_FAILURES = 20


def report(folder: str | Path, out: str | Path | None = None) -> Path:
    """Write the report of a batch; returns the page. Its figures stand beside it as PNG and SVG.

    Args:
        folder: Folder of the batch.
        out: The page; ``report.html`` in the folder unless given.

    Raises:
        ResultsError: The folder holds no batch.
    """
    batch = BatchResults(folder)
    page = Path(out) if out is not None else batch.folder / "report.html"
    kept = batch.manifest
    body = [f"<h1>{_text(kept['title'])}</h1>", f"<p>{_text(kept['question'])}</p>", _counts(batch)]
    body += _comparisons(batch, page) + _drivers(batch) + _failures(batch) + _again(batch)
    head = f"<!doctype html><html lang='en'><meta charset='utf-8'><title>{_text(kept['title'])}</title>"
    write_text(page, f"{head}<style>{STYLE}</style><body>{''.join(body)}</body></html>\n")
    return page


def _counts(batch: BatchResults) -> str:
    kept = batch.manifest
    status = ", ".join(f"{count} {name}" for name, count in kept.get("status", {}).items() if count)
    return (
        f"<p>{kept['settings']} settings, {kept['replicates']} replicates of each: {kept['runs']} runs ({status}). The "
        "replicates of all settings share their luck, so that differences are those of pairs.</p>"
        f"<h2>The design</h2><pre>{_text((batch.folder / DESIGN).read_text(encoding='utf-8'))}</pre>"
    )


def _comparisons(batch: BatchResults, page: Path) -> list[str]:
    """Sentences and figures of the differences; nothing where there is one arm."""
    try:
        table = compare(batch.folder)
    except ResultsError as error:
        return [f"<h2>Comparisons</h2><p>{_text(error)}</p>"]
    parts = ["<h2>Comparisons</h2>"]
    for name, rows in table.groupby("measure", sort=False):
        about = batch.manifest["measures"][name]
        parts.append(f"<h3>{_text(name)}</h3><p>{_text(about['about'])} ({_text(about['unit'])})</p>")
        parts.append(
            _figure(rows, f"{name} ({about['unit']})", page.with_name(f"{page.stem}-{str(name).replace('/', '-')}"))
        )
        parts.append("<ul>" + "".join(f"<li>{_text(line)}</li>" for line in in_words(rows)) + "</ul>")
    parts.append(
        "<p>Intervals: 95 %, of paired differences; p-values adjusted for all rows of this page (Holm 1979).</p>"
    )
    return parts


def _figure(rows: pd.DataFrame, title: str, path: Path) -> str:
    """Differences with their intervals, as an image in the page; also as PNG and SVG beside it."""
    figure = Figure(figsize=(8, 1 + 0.45 * len(rows)), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    places = np.arange(len(rows))[::-1]
    middle = rows["difference"].to_numpy(dtype=float)
    ends = np.abs(np.vstack([middle - rows["low"], rows["high"] - middle]))
    axes.errorbar(middle, places, xerr=np.nan_to_num(ends), fmt="o", color="#1f4e79", capsize=3)
    axes.axvline(0, color="#888", linewidth=1)
    axes.set_yticks(places, rows["arm"].tolist())
    axes.set_xlabel(f"{title}: difference from {rows['baseline'].iloc[0]}")
    axes.margins(y=0.2)
    for spine in ("top", "right", "left"):
        axes.spines[spine].set_visible(False)
    for suffix in ("png", "svg"):
        figure.savefig(path.with_name(f"{path.name}.{suffix}"), dpi=150)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=150)
    return f"<img alt='{_text(title)}' src='data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}'>"


def _drivers(batch: BatchResults) -> list[str]:
    if not batch.columns:
        return []
    try:
        table = sensitivity(batch.folder)
    except ResultsError as error:
        return [f"<h2>Sensitivity</h2><p>{_text(error)}</p>"]
    if table.empty:
        return []
    return ["<h2>Sensitivity</h2>", table.to_html(index=False, border=0, float_format=lambda value: f"{value:.3f}")]


def _failures(batch: BatchResults) -> list[str]:
    """Runs that came to nothing, the first of them with what was raised."""
    wrong = batch.runs[batch.runs["status"] != "complete"]
    if wrong.empty:
        return ["<h2>Failures</h2><p>None.</p>"]
    rows = [
        f"<li>run {row['run']} {row['status']}: {_text(str(row['error']).strip().splitlines()[-1])}</li>"
        for row in wrong.head(MOST_FAILURES).to_dict("records")
    ]
    return [f"<h2>Failures</h2><p>{len(wrong)} runs; they are left out of all pairs.</p><ul>{''.join(rows)}</ul>"]


def _again(batch: BatchResults) -> list[str]:
    """How every number can be had again, and with what it was made."""
    session = batch.manifest["sessions"][-1]
    versions = ", ".join(f"{name} {version}" for name, version in session["versions"].items())
    commands = f"paradiplomacy compare {batch.folder}\nparadiplomacy reproduce {batch.folder} RUN"
    return [
        f"<h2>How to have each number again</h2><pre>{_text(commands)}</pre>",
        f"<p>Commit {_text(session['commit'])}; {_text(versions)}; {_text(session['machine']['system'])}.</p>",
    ]


def _text(value: object) -> str:
    return html.escape(str(value))
