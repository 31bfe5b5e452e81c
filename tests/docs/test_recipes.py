"""The guides for contributors work as they are written: their code, put where they say into a copy of the program, is used."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import page_code

DOCS = page_code.ROOT / "docs"
ROOMS = ("agents", "model", "scenarios", "experiments", "visualisation")
SCENARIO = """\
extends = "synthetic"
title = "Recipes"
months = 3
world = { cities = 24, nations = 4 }
rules = { protocol = "half_way" }
response = { reform_cost = 0.0 }

[[events]]
kind = "devolution"
date = "2016-02"
name = "Less autonomy"
who = ["cities"]
add = -0.1
"""
USE = """\
from paradiplomacy import World
from paradiplomacy.experiments.measures.registry import MEASURES
from paradiplomacy.model.responses import OPTIONS
from paradiplomacy.model.rules import CATALOGUE
from paradiplomacy.model.vocabulary import Pressure
from paradiplomacy.visualisation.panels import panels

world = World.from_scenario("recipes.toml", seed=1)
before = {city.name: city.autonomy for city in world.cities.values()}
world.run()
assert all(world.cities[name].autonomy < old for name, old in before.items() if old > 0.1), "devolution"
assert (world.events["kind"] == "shock").sum() == 24, "devolution"
assert "half_way" in CATALOGUE["protocol"], "protocol"
assert (world.agreements["signed"] >= 0).any(), "protocol"
assert MEASURES["programme_share"].of(world) <= 1.0, "measure"
assert "programme_share_city_nation" in MEASURES, "measure"
assert Pressure.REFORM in OPTIONS, "response"
assert "kinds" in panels(), "panel"
"""


def text_of(page: str, start: str) -> str:
    """The code of a page that begins with some words."""
    (found,) = [block.text for block in page_code.blocks(DOCS / page) if block.text.startswith(start)]
    return found


def copy_of_the_program(folder: Path) -> Path:
    """Copy the package as it is installed."""
    package = folder / "paradiplomacy"
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(page_code.ROOT / "interface", package, ignore=left_out)
    for room in ROOMS:
        shutil.copytree(page_code.ROOT / room, package / room, ignore=left_out)
    return package


def insert(file: Path, before: str, text: str) -> None:
    """Insert lines before the first place that begins with some words."""
    old = file.read_text(encoding="utf-8")
    assert before in old, f"{file.name}: {before}"
    file.write_text(old.replace(before, f"{text}{before}", 1), encoding="utf-8")


def follow(package: Path) -> None:
    """Follow the recipes of the guides."""
    (package / "model/events/devolution.py").write_text(text_of("guides/own_event.md", '"""A devolution'))
    (package / "model/rules/protocol/half_way.py").write_text(text_of("guides/own_rule.md", '"""Half-way'))
    (package / "visualisation/panels/kinds.py").write_text(text_of("guides/own_panel.md", '"""Kinds'))
    (package / "visualisation/panels/kinds.vue").write_text(text_of("guides/own_panel.md", "<template>"))
    family = package / "experiments/measures/families/agreements.py"
    insert(family, "from paradiplomacy.model.vocabulary import ", "from paradiplomacy.model.vocabulary import Form\n")
    measure = text_of("guides/own_measure.md", '@FAMILY.measure("share of agreements in force')
    family.write_text(f"{family.read_text()}\n\n{measure}", encoding="utf-8")
    code, parameter = text_of("contributing.md", "    REFORM = 5").split("...\n")
    parameters = package / "model/parameters/response.py"
    insert(parameters, "\n\nclass Response(", code)
    insert(parameters, "    tolerance: ", parameter)
    (package / "model/responses/reform.py").write_text(text_of("contributing.md", '"""Reform'))


def test_what_the_guides_add_is_part_of_the_program(tmp_path: Path) -> None:
    """In Python without a compiler, since compiling a whole copy of the program takes minutes."""
    follow(copy_of_the_program(tmp_path))
    (tmp_path / "recipes.toml").write_text(SCENARIO)
    variables = {**os.environ, "PYTHONPATH": str(tmp_path), "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(
        [sys.executable, "-c", USE], cwd=tmp_path, env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
