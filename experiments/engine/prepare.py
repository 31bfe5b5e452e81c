"""A user's function that prepares a world before its first month, as ``file.py:function``."""

from pathlib import Path

from paradiplomacy.agents.columns import problems
from paradiplomacy.experiments.design.plan import Recipe
from paradiplomacy.model import own_files
from paradiplomacy.model.hooks import refuse_unless_of_world
from paradiplomacy.model.own_files import OwnFileError
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format.problem import one_problem
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world import build


def built(recipe: Recipe, scenario: Scenario, replicate: int) -> World:
    """Return the world of a run before its first month, prepared as the design says.

    Raises:
        OwnFileError: The user's function cannot be used.
    """
    world: World = build.build(scenario, seed=recipe.seed, replicate=replicate)
    if recipe.prepare:
        prepare(world, recipe.own[recipe.prepare], recipe.prepare)
    return world


def prepare(world: World, name: str, shown: str) -> None:
    """Call a user's function with a world that has just been built.

    Args:
        world: The world.
        name: The function, as ``file.py:function`` with the full path of its file.
        shown: Its name as the user has it, for messages.

    Raises:
        OwnFileError: There is no such function, or it runs months.
        ValueError: It sets an attribute of an actor to a value out of its range.
    """
    function, month = own_files.function(name), world.month
    try:
        refuse_unless_of_world(function)(world)
        _refuse_unless_ready(world, month)
    except BaseException as error:
        error.add_note(f"in {shown}, which prepares the world")
        raise


def _refuse_unless_ready(world: World, month: int) -> None:
    wrong = "; ".join(problems(world.state.actors, world.state.n_cities))
    if wrong:
        raise ValueError(wrong)
    # The results would have months that the program has not counted or timed, and could not have stopped.
    if world.month != month:
        raise OwnFileError(f"it ran {world.month - month} months", "expected a function that runs none")


def placed(name: str | None) -> str:
    """Return a user's function with the full path of its file, relative to the working folder; empty for None.

    Raises:
        ScenarioError: It is not of the form ``file.py:function``, or there is no such file or name.
    """
    if name is None:
        return ""
    wrong = own_files.fault_of_name(name, Path())
    if wrong is not None:
        raise one_problem("", *wrong, path="prepare", value=name)
    return own_files.placed(name, Path())
