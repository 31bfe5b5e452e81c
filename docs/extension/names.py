"""The public names of the package, with their docstrings."""

import inspect

import paradiplomacy
from paradiplomacy import _HOME as HOME
from paradiplomacy.agents.city import City
from paradiplomacy.agents.nation import Nation
from paradiplomacy.experiments.results.provenance import Manifest
from paradiplomacy.model.bargaining.explain import Explanation
from paradiplomacy.odd import entries, table
from paradiplomacy.scenarios.typed.schema import fields

SECTIONS = {
    "Worlds and scenarios": ("world", "saved", "scenarios", "agents", "model"),
    "Runs and results": ("experiments.engine.run", "experiments.results", "experiments.reports"),
    "Designs and batches": ("experiments.design", "experiments.engine"),
    "Statistics and evidence": ("experiments.statistics", "experiments.evidence"),
    "More": ("",),
}
"""Sections of the page, each with the modules whose names it has. The first that fits is taken."""
REACHED = (City, Nation, Explanation, Manifest)
"""Types that are not public names, because only the program makes them: users get them from a world or a run."""


def names() -> str:
    """Return a section for each group of public names, after a table of all of them."""
    grouped: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for name in sorted(HOME, key=str.lower):
        grouped[section_of(HOME[name][0])].append(name)
    parts = [table(("name", "purpose"), ((f"{{py:obj}}`paradiplomacy.{name}`", first(name)) for name in HOME))]
    parts += [f"## {section}\n\n" + "\n\n".join(map(documented, found)) for section, found in grouped.items() if found]
    parts.append(
        "## What a world or a run has\n\n" + "\n\n".join(block(each.__module__, each.__name__) for each in REACHED)
    )
    return "\n\n".join(parts)


def section_of(module: str) -> str:
    """Return the section that a module belongs to."""
    return next(name for name, modules in SECTIONS.items() if module.startswith(modules))


def first(name: str) -> str:
    """Return the first paragraph of a docstring."""
    text = inspect.getdoc(getattr(paradiplomacy, name)) or ""
    return text.partition("\n\n")[0].replace("\n", " ").replace("``", "`")


def documented(name: str) -> str:
    """Return the block from which Sphinx documents a public name."""
    return block("paradiplomacy", name)


def block(module: str, name: str) -> str:
    """Return the block from which Sphinx documents a class, an exception or a function."""
    thing = getattr(__import__(module, fromlist=[name]), name)
    if not inspect.isclass(thing):
        return f"```{{eval-rst}}\n.. autofunction:: {module}.{name}\n```"
    kind = "exception" if issubclass(thing, BaseException) else "class"
    # Fields of a record are documented by their declarations, in the table; Python knows of them only where they are.
    declared = getattr(thing, "_fields", ())
    lines = [f".. auto{kind}:: {module}.{name}", "   :members:", f"   :inherited-members: {ancestors(thing)}"]
    lines += [f"   :exclude-members: {', '.join(declared)}"] if declared else []
    text = "```{eval-rst}\n" + "\n".join(lines) + "\n```"
    return f"{text}\n\n{entries(thing)}" if declared and fields(thing) else text


def without_constructor(_app: object, what: str, *rest: object) -> tuple[str, str] | None:
    """Leave out the signature of a class: some are made by functions only, and the fields of a record are in its table."""
    signature = rest[-2]
    return ("", "") if what in ("class", "exception") and signature else None


def ancestors(thing: type) -> str:
    """Return the classes whose members are not ours: those of other packages."""
    foreign = [each for each in thing.__mro__ if not each.__module__.startswith("paradiplomacy")]
    return ", ".join(dict.fromkeys(each.__name__ for each in foreign))
