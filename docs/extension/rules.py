"""The questions of the model: the rules that ship, and what a user's own rule is given."""

import inspect
import re
from importlib import import_module
from types import ModuleType

from paradiplomacy.model.rules import CATALOGUE
from paradiplomacy.odd import first_lines, plain, table

ATTRIBUTE = re.compile(
    r"^    (?P<names>\w+(?:, \w+)*): (?P<about>.*?)(?=^    \w[\w, ]*: |\Z)", re.MULTILINE | re.DOTALL
)
COMPUTED = {
    "draw": "Uniform random number in [0, 1).",
    "rise_by_form": "Rise of the share from one form of agreement to the next.",
}
"""Facts that are no field of a record."""


def rules() -> str:
    """Return a section for each question, with its rules and their sources."""
    parts = []
    for question, answers in CATALOGUE.items():
        package = import_module(next(iter(answers.values())).rpartition(".")[0])
        asked = first_lines(package).removeprefix("The question: ")
        parts.append(f"## {question}\n\n{plain(asked)}")
        for name, path in answers.items():
            module = import_module(path)
            parts.append(f"### `{name}`\n\n{plain(first_lines(module))}\n\nSource: {module.SOURCE}.")
        parts.append(own(question))
    return "\n\n".join(parts)


def own(question: str) -> str:
    """Return the section on a user's own rule: what it is, and the facts that its parameters may name."""
    module = import_module(f"paradiplomacy.model.rules.own.{question}")
    parts = [f"### Your own {question} rule", plain(first_lines(module))]
    # Those of membership are computed from several records, and are described where that is done.
    if question == "membership":
        about = plain(inspect.getdoc(module.facts_of) or "").partition("\n\n")[2]
        parts.append(about.replace("They are", "Its parameters may name these facts:"))
    elif hasattr(module, "facts_of"):
        words = f"Its parameters may name these facts, and every parameter of the group `{group(module)}`."
        parts.append(f"{words}\n\n{table(('fact', 'meaning'), facts(question, module))}")
    return "\n\n".join(parts)


def owner(module: ModuleType) -> type:
    """Return the group of parameters that a user's own rule is given, as a type."""
    found: type = inspect.signature(module.facts_of).parameters["parameters"].annotation
    return found


def group(module: ModuleType) -> str:
    """Return the name of that group in scenarios."""
    return owner(module).__name__.lower()


def facts(question: str, module: ModuleType) -> list[tuple[str, str]]:
    """Return the facts of a case with their meanings.

    Raises:
        KeyError: A fact is documented neither in the record of the cases nor here.
    """
    trial = {"parameters": owner(module)(), "cases": module.trial_cases(), "rise_by_form": 0.0}
    given = module.facts_of(*(trial[name] for name in inspect.signature(module.facts_of).parameters))
    described = documented(import_module(f"paradiplomacy.model.rules.{question}").Cases) | COMPUTED
    return [(f"`{name}`", described[name]) for name in given if name not in owner(module)._fields or name in described]


def documented(cases: type) -> dict[str, str]:
    """Return the meanings of the fields of a record, off its docstring."""
    text = (inspect.getdoc(cases) or "").partition("Attributes:\n")[2]
    return {
        name: " ".join(plain(found["about"]).split())
        for found in ATTRIBUTE.finditer(text)
        for name in found["names"].split(", ")
    }
