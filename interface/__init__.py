"""A simulation of how cities and nation-states negotiate.

>>> import paradiplomacy
>>> run = paradiplomacy.run("c40-paris", seed=1, months=12)
>>> world = paradiplomacy.World.from_scenario("c40-paris", seed=1)

Public names are loaded at first use, so that importing the package is fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING

# For type checkers and editors, which do not run ``__getattr__``: the same names as in ``_HOME`` below.
if TYPE_CHECKING:
    from paradiplomacy.experiments.bargain.bargain import Bargain, bargain
    from paradiplomacy.experiments.bargain.domain import Domain
    from paradiplomacy.experiments.bargain.issue import BargainError
    from paradiplomacy.experiments.bargain.space import Tactics
    from paradiplomacy.experiments.design.design import (
        Design,
        Experiment,
        Factor,
        Precision,
        Sampling,
        Search,
        Stop,
        Target,
    )
    from paradiplomacy.experiments.engine.reproduce import reproduce
    from paradiplomacy.experiments.engine.run import run
    from paradiplomacy.experiments.engine.session import batch
    from paradiplomacy.experiments.evidence.libraries.scenarios import expectations
    from paradiplomacy.experiments.reports.account import account
    from paradiplomacy.experiments.reports.figures import map_of_agreements
    from paradiplomacy.experiments.results.batch import BatchResults, load
    from paradiplomacy.experiments.results.folder import ResultsError
    from paradiplomacy.experiments.results.store import Run
    from paradiplomacy.experiments.search.results import SearchResults
    from paradiplomacy.experiments.search.search import search
    from paradiplomacy.experiments.statistics.compare import compare
    from paradiplomacy.experiments.statistics.discovery import box
    from paradiplomacy.experiments.statistics.sensitivity import sensitivity, to_ema_workbench, to_salib
    from paradiplomacy.saved import SavedWorldError
    from paradiplomacy.scenarios.format.problem import ScenarioError
    from paradiplomacy.scenarios.format.read import read as read_scenario
    from paradiplomacy.scenarios.format.scenario import Scenario
    from paradiplomacy.world import World

    __version__: str

__all__ = [
    "Bargain",
    "BargainError",
    "BatchResults",
    "Design",
    "Domain",
    "Experiment",
    "Factor",
    "Precision",
    "ResultsError",
    "Run",
    "Sampling",
    "SavedWorldError",
    "Scenario",
    "ScenarioError",
    "Search",
    "SearchResults",
    "Stop",
    "Tactics",
    "Target",
    "World",
    "__version__",
    "account",
    "bargain",
    "batch",
    "box",
    "compare",
    "expectations",
    "load",
    "map_of_agreements",
    "read_scenario",
    "reproduce",
    "run",
    "search",
    "sensitivity",
    "to_ema_workbench",
    "to_salib",
]

_HOME = {
    "Bargain": ("experiments.bargain.bargain", "Bargain"),
    "BargainError": ("experiments.bargain.issue", "BargainError"),
    "BatchResults": ("experiments.results.batch", "BatchResults"),
    "Design": ("experiments.design.design", "Design"),
    "Domain": ("experiments.bargain.domain", "Domain"),
    "Experiment": ("experiments.design.design", "Experiment"),
    "Factor": ("experiments.design.design", "Factor"),
    "Precision": ("experiments.design.design", "Precision"),
    "ResultsError": ("experiments.results.folder", "ResultsError"),
    "Run": ("experiments.results.store", "Run"),
    "Sampling": ("experiments.design.design", "Sampling"),
    "Scenario": ("scenarios.format.scenario", "Scenario"),
    "SavedWorldError": ("saved", "SavedWorldError"),
    "ScenarioError": ("scenarios.format.problem", "ScenarioError"),
    "Search": ("experiments.design.design", "Search"),
    "SearchResults": ("experiments.search.results", "SearchResults"),
    "Stop": ("experiments.design.design", "Stop"),
    "Tactics": ("experiments.bargain.space", "Tactics"),
    "Target": ("experiments.design.design", "Target"),
    "World": ("world", "World"),
    "account": ("experiments.reports.account", "account"),
    "bargain": ("experiments.bargain.bargain", "bargain"),
    "batch": ("experiments.engine.session", "batch"),
    "box": ("experiments.statistics.discovery", "box"),
    "compare": ("experiments.statistics.compare", "compare"),
    "expectations": ("experiments.evidence.libraries.scenarios", "expectations"),
    "load": ("experiments.results.batch", "load"),
    "map_of_agreements": ("experiments.reports.figures", "map_of_agreements"),
    "read_scenario": ("scenarios.format.read", "read"),
    "reproduce": ("experiments.engine.reproduce", "reproduce"),
    "run": ("experiments.engine.run", "run"),
    "search": ("experiments.search.search", "search"),
    "sensitivity": ("experiments.statistics.sensitivity", "sensitivity"),
    "to_ema_workbench": ("experiments.statistics.sensitivity", "to_ema_workbench"),
    "to_salib": ("experiments.statistics.sensitivity", "to_salib"),
}


def __getattr__(name: str) -> object:
    # Looked up on request, because it is read from the metadata of the installed package.
    if name == "__version__":
        from importlib.metadata import version

        return version("paradiplomacy")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOME[name]
    value = getattr(import_module(f"{__name__}.{module}"), attribute)
    # Stored in the module, so that Python does not come here for this name again.
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    # Includes names that are not loaded yet, so that shells can complete them.
    return sorted(__all__)
