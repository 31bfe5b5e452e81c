"""A Sphinx extension: reference pages whose tables are generated from the program when the site is built.

A page asks for a part with a fenced block, ``{generated}`` and the name of the part. Nothing in the reference is typed by
hand, so it cannot disagree with the program.
"""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from extension import commands, files, names, rules, runs

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PLACE = re.compile(r"^```\{generated\} (?P<part>[a-z ]+)\n```$", re.MULTILINE)
PARTS: Mapping[str, Callable[[], str]] = {
    "commands": commands.commands,
    "dated events": files.dated_events,
    "designs": files.designs,
    "entries": files.entries,
    "issues": files.issues,
    "ledger": runs.ledger,
    "measures": runs.measures,
    "names": names.names,
    "parameters": files.parameters,
    "rules": rules.rules,
    "scenario": files.scenario,
    "shipped designs": files.shipped_designs,
    "shipped scenarios": files.shipped_scenarios,
    "tables": runs.tables,
}


def filled(text: str) -> str:
    """Return a page with the parts that it asks for.

    Raises:
        KeyError: It asks for an unknown part.
    """
    return PLACE.sub(lambda found: PARTS[found["part"]](), text)


# Before the page is parsed, and not by a directive: headings of a part are then headings of the page, with anchors to link to.
def fill(_app: "Sphinx", _page: str, content: list[str]) -> None:
    """Put the generated parts into a page that was read."""
    content[0] = filled(content[0])


def setup(app: "Sphinx") -> dict[str, bool]:
    """Connect the extension."""
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("source-read", fill)
    app.connect("autodoc-process-signature", names.without_constructor)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
