"""The libraries of claims, by the names that the command line knows."""

from collections.abc import Callable, Sequence
from importlib import import_module

from paradiplomacy.experiments.evidence.claim import Library
from paradiplomacy.experiments.evidence.settings import AS_IS, Settings
from paradiplomacy.experiments.results.folder import ResultsError

NAMES = ("patterns", "designs", "conclusions", "mechanisms", "substitution")
_HERE = __name__


def library(names: Sequence[str], settings: Settings = AS_IS) -> Library:
    """Return a library of claims by name, or the claims of some scenarios and designs.

    Args:
        names: One name of ``NAMES``, or names or files of scenarios and designs.
        settings: Changes of the runs.

    Raises:
        ScenarioError: A scenario, a design or a change is wrong.
        ResultsError: ``settings.only`` names no claim of the library.
    """
    if len(names) == 1 and names[0] in NAMES:
        # Imported late, because the libraries themselves import ``merged`` from this module.
        build: Callable[[Settings], Library] = import_module(f"{_HERE}.{names[0]}").library
        return _selected(build(settings), settings.only)
    from paradiplomacy.experiments.evidence.libraries.named import library as named

    return _selected(named(names, settings), settings.only)


def _selected(library: Library, only: Sequence[str]) -> Library:
    """Keep the claims that are named, by their own name or that of their group, and the runs they need."""
    # A dictionary and not a set, so that the error lists the names in the order of the page.
    known = {name: None for claim in library.claims for name in (claim.group, claim.name)}
    for name in only:
        if name not in known:
            raise ResultsError(f"unknown claim {name!r}; expected one of {', '.join(known)}")
    claims = tuple(each for each in library.claims if not only or {each.name, each.group} & set(only))
    kept = {each.group for each in claims}
    return library._replace(
        claims=claims,
        groups=tuple(group for group in library.groups if group.name in kept),
        plans={name: plan for name, plan in library.plans.items() if any(each.runs == name for each in claims)},
    )


def merged(libraries: Sequence[Library]) -> Library:
    """Return all claims of several libraries as one, laid out as the first."""
    first = libraries[0]
    return first._replace(
        groups=tuple(group for each in libraries for group in each.groups),
        claims=tuple(claim for each in libraries for claim in each.claims),
        plans={name: plan for each in libraries for name, plan in each.plans.items()},
    )
