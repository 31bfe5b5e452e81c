"""Pages of HTML that need no other file: style, text, figures and tables, and simple Markdown."""

import base64
import html
import re
from collections.abc import Iterable, Sequence

STYLE = """
@page { size: A4; margin: 18mm 16mm }
body { font: 16px/1.5 Georgia, serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #23292e }
h1, h2, h3, .made, th, td, figcaption { font-family: "Helvetica Neue", Helvetica, Arial, sans-serif }
h1 { line-height: 1.15; margin-bottom: .2em }
h2 { margin: 2em 0 .4em; border-bottom: 1px solid #d3d9dd }
h3 { margin: 1.4em 0 .2em; font-size: 1em }
.question { font-size: 1.1em; font-style: italic }
.made { font-size: 13px; color: #6b747c }
figure { margin: .6em 0 1em }
figcaption { font-size: 13px; color: #6b747c }
table { border-collapse: collapse; width: 100% }
td, th { font-size: 13px; padding: .25em .8em .25em 0; text-align: left; vertical-align: top }
th { border-bottom: 1px solid #23292e }
td { border-bottom: 1px solid #e6eaed }
.confirmed { color: #00714f; font-weight: bold }
.contradicted { color: #b04a00; font-weight: bold }
.warning { border-left: 4px solid #b04a00; padding-left: .8em }
.undecided { color: #6b747c; font-weight: bold }
pre { background: #f4f6f8; padding: .8em 1em; overflow-x: auto; font-size: 13px; white-space: pre-wrap }
img { width: 100% }
li { margin: .3em 0 }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt }
  h2, h3 { break-after: avoid }
  figure, tr, li { break-inside: avoid }
  a { color: inherit; text-decoration: none }
}
"""
# In this order: verdicts before other bold text, and bold text before italics, since all begin with an asterisk. Text
# is escaped first, so that a line break arrives as &lt;br&gt;.
INLINE = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*(confirmed|contradicted|undecided)\*\*"), r"<span class='\1'>\1</span>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*([^*]+)\*"), r"<i>\1</i>"),
    (re.compile(r"&lt;br&gt;"), "<br>"),
    (re.compile(r"\[([^]]+)\]\((#[^)]+)\)"), r"<a href='\2'>\1</a>"),
)


def page(title: str, body: str, *, width: int = 46) -> str:
    """Return a whole page, at most ``width`` em wide on a screen."""
    head = f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{text(title)}</title>"
    return f"{head}<style>{STYLE.replace('46em', f'{width}em')}</style></head><body>{body}</body></html>\n"


def text(value: object) -> str:
    """Return a value as text that no browser takes for a tag."""
    return html.escape(str(value))


def paragraphs(lines: Iterable[str]) -> str:
    """Return a paragraph for each text."""
    return "".join(f"<p>{text(line)}</p>" for line in lines)


def bullets(lines: Iterable[str]) -> str:
    """Return a list of texts."""
    return "<ul>" + "".join(f"<li>{text(line)}</li>" for line in lines) + "</ul>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells are HTML already."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{''.join(f'<th>{name}</th>' for name in head)}</tr>{lines}</table>"


def image(content: bytes, caption: str) -> str:
    """Return a PNG picture with its caption, inside the page."""
    source = base64.b64encode(content).decode()
    return (
        f"<figure><img alt='{text(caption)}' src='data:image/png;base64,{source}'>"
        f"<figcaption>{text(caption)}</figcaption></figure>"
    )


def from_markdown(block: str) -> str:
    """Return a block of Markdown as HTML: a heading, a table or a paragraph, with emphasis, code and links inside."""
    level = len(block) - len(block.lstrip("#"))
    if level:
        title = block.lstrip("# ")
        return f"<h{level} id='{anchor(title)}'>{inline(title)}</h{level}>"
    if block.startswith("|"):
        # A bar after a backslash belongs to its cell.
        rows = [[inline(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in block.splitlines()]
        return table(rows[0], rows[2:])
    return "".join(f"<p>{inline(part)}</p>" for part in block.split("\n\n"))


def inline(line: str) -> str:
    """Return a line of Markdown as HTML."""
    made = text(line)
    for pattern, replacement in INLINE:
        made = pattern.sub(replacement, made)
    return made.replace("\\|", "|")


def anchor(title: str) -> str:
    """Return the name by which a page links to a heading."""
    return "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -").replace(" ", "-")
