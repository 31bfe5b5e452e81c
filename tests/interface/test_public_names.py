"""The public surface: what ``import paradiplomacy`` offers, and nothing else."""

import subprocess
import sys

import pytest

import paradiplomacy

PUBLIC = {
    # worlds and runs
    "Run", "SavedWorldError", "Scenario", "ScenarioError", "World", "account", "load", "map_of_agreements", "read_scenario",
    "run",
    # designs and batches
    "BatchResults", "Design", "Experiment", "Factor", "Precision", "ResultsError", "Sampling", "Stop", "batch", "reproduce",
    # statistics and evidence
    "box", "compare", "expectations", "sensitivity", "to_ema_workbench", "to_salib",
    # search
    "Search", "SearchResults", "Target", "search",
    # one negotiation
    "Bargain", "BargainError", "Domain", "Tactics", "bargain",
    "__version__",
}  # fmt: skip
"""The documented names; adding or removing one is a change of the public interface."""


def test_exported_members() -> None:
    assert set(paradiplomacy.__all__) == PUBLIC
    assert len(paradiplomacy.__all__) == len(PUBLIC)
    assert dir(paradiplomacy) == sorted(PUBLIC)
    for name in PUBLIC:
        assert getattr(paradiplomacy, name) is not None, name


def test_a_star_import_gives_the_public_names_only() -> None:
    code = "from paradiplomacy import *; print(*(name for name in dir() if name != '__builtins__'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = set(done.stdout.split()) - {"__annotations__", "__cached__", "__doc__", "__file__", "__loader__", "__name__",
                                        "__package__", "__spec__"}  # fmt: skip
    assert names == PUBLIC


def test_every_public_class_and_function_is_documented() -> None:
    for name in PUBLIC - {"__version__"}:
        assert getattr(paradiplomacy, name).__doc__, name


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = paradiplomacy.nothing_like_it
