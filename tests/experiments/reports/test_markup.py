"""Pages of HTML are safe from their own content, and Markdown becomes the same page."""

import pytest

from paradiplomacy.experiments.reports import markup


def test_text_never_becomes_a_tag() -> None:
    assert markup.text("<b> & 'x'") == "&lt;b&gt; &amp; &#x27;x&#x27;"
    assert markup.bullets(["<i>"]) == "<ul><li>&lt;i&gt;</li></ul>"
    assert "<title>&lt;x&gt;</title>" in markup.page("<x>", "")


def test_a_page_is_as_wide_as_asked() -> None:
    assert "max-width: 72em" in markup.page("x", "", width=72)
    assert "max-width: 46em" in markup.page("x", "")


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("plain", "plain"),
        ("`code` and **bold** and *slanted*", "<code>code</code> and <b>bold</b> and <i>slanted</i>"),
        ("**confirmed**", "<span class='confirmed'>confirmed</span>"),
        ("one<br>two", "one<br>two"),
        ("[a title](#a-title)", "<a href='#a-title'>a title</a>"),
        ("a \\| b < c", "a | b &lt; c"),
    ],
)
def test_emphasis_code_breaks_and_links_are_translated(line: str, html: str) -> None:
    assert markup.inline(line) == html


def test_blocks_become_headings_tables_and_paragraphs() -> None:
    assert markup.from_markdown("## A title, & more") == "<h2 id='a-title--more'>A title, &amp; more</h2>"
    assert markup.from_markdown("one\n\ntwo") == "<p>one</p><p>two</p>"
    table = markup.from_markdown("| a | b |\n| --- | --- |\n| 1 | x \\| y |")
    assert table == "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>x | y</td></tr></table>"
