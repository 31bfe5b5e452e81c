"""The front door: how cities and nation-states negotiate, as a simulation.

>>> import paradiplomacy
>>> run = paradiplomacy.run("c40-paris", seed=1, months=12)
>>> world = paradiplomacy.World.from_scenario("c40-paris", seed=1)

The names are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paradiplomacy.experiments.account import account
    from paradiplomacy.experiments.compare import compare
    from paradiplomacy.experiments.design import Design, Experiment, Factor, Precision, Sampling, Stop
    from paradiplomacy.experiments.discovery import box
    from paradiplomacy.experiments.expectations import expectations
    from paradiplomacy.experiments.figures import map_of_agreements
    from paradiplomacy.experiments.folder import ResultsError
    from paradiplomacy.experiments.reproduce import reproduce
    from paradiplomacy.experiments.results import BatchResults, load
    from paradiplomacy.experiments.run import run
    from paradiplomacy.experiments.sensitivity import sensitivity, to_ema_workbench, to_salib
    from paradiplomacy.experiments.sitting import batch
    from paradiplomacy.experiments.store import Run
    from paradiplomacy.saved import SavedWorldError
    from paradiplomacy.scenarios.problem import ScenarioError
    from paradiplomacy.scenarios.read import read as read_scenario
    from paradiplomacy.scenarios.scenario import Scenario
    from paradiplomacy.world import World

    __version__: str

__all__ = [
    "BatchResults",
    "Design",
    "Experiment",
    "Factor",
    "Precision",
    "ResultsError",
    "Run",
    "Sampling",
    "SavedWorldError",
    "Scenario",
    "ScenarioError",
    "Stop",
    "World",
    "__version__",
    "account",
    "batch",
    "box",
    "compare",
    "expectations",
    "load",
    "map_of_agreements",
    "read_scenario",
    "reproduce",
    "run",
    "sensitivity",
    "to_ema_workbench",
    "to_salib",
]

_HOME = {
    "BatchResults": ("experiments.results", "BatchResults"),
    "Design": ("experiments.design", "Design"),
    "Experiment": ("experiments.design", "Experiment"),
    "Factor": ("experiments.design", "Factor"),
    "Precision": ("experiments.design", "Precision"),
    "ResultsError": ("experiments.folder", "ResultsError"),
    "Run": ("experiments.store", "Run"),
    "Sampling": ("experiments.design", "Sampling"),
    "Scenario": ("scenarios.scenario", "Scenario"),
    "SavedWorldError": ("saved", "SavedWorldError"),
    "ScenarioError": ("scenarios.problem", "ScenarioError"),
    "Stop": ("experiments.design", "Stop"),
    "World": ("world", "World"),
    "account": ("experiments.account", "account"),
    "batch": ("experiments.sitting", "batch"),
    "box": ("experiments.discovery", "box"),
    "compare": ("experiments.compare", "compare"),
    "expectations": ("experiments.expectations", "expectations"),
    "load": ("experiments.results", "load"),
    "map_of_agreements": ("experiments.figures", "map_of_agreements"),
    "read_scenario": ("scenarios.read", "read"),
    "reproduce": ("experiments.reproduce", "reproduce"),
    "run": ("experiments.run", "run"),
    "sensitivity": ("experiments.sensitivity", "sensitivity"),
    "to_ema_workbench": ("experiments.sensitivity", "to_ema_workbench"),
    "to_salib": ("experiments.sensitivity", "to_salib"),
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("paradiplomacy")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOME[name]
    value = getattr(import_module(f"{__name__}.{module}"), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
