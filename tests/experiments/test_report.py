"""The report is one page that needs nothing else and says what the tables say."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

from paradiplomacy.experiments.compare import compare, in_words
from paradiplomacy.experiments.design import Design
from paradiplomacy.experiments.report import report
from paradiplomacy.experiments.sitting import batch


def test_the_page_says_what_the_tables_say(
    small: Callable[..., Design], here: Executor, tmp_path: Path, awkward: Callable[[str], str]
) -> None:
    import html

    design = small(measures=("signed", awkward("raises")), title="<Small> & whole")
    batch(design, tmp_path / "b", executor=here)
    page = report(tmp_path / "b", tmp_path / "page.html").read_text(encoding="utf-8")
    assert "&lt;Small&gt; &amp; whole" in page
    for line in in_words(compare(tmp_path / "b", measures=["signed"])):
        assert html.escape(line) in page
    assert "run 1 failed: ZeroDivisionError: for this test" in page
    assert "http" not in page.replace("http://www.w3.org", "")
    assert (tmp_path / "page-signed.png").stat().st_size > 1000
    assert (tmp_path / "page-signed.svg").stat().st_size > 1000
