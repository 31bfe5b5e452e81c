"""Compilation of the rules of a month by two processes, each of which begins with what the other one needs last."""

from busy import LIVELY

from paradiplomacy.model.chance import stream_of
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import no_answers, no_cases
from paradiplomacy.model.world import PHASES, one_month
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build

MONTHS = 8
"""Months until nations have answered agreements in every way."""


def compile_rules(*, backwards: bool) -> None:
    """Compile what a month needs.

    Args:
        backwards: Whether to begin with the protocol, which takes as long as building a world, and the last phase.
    """
    # What the other process has compiled by the time it is needed here is loaded from the cache.
    if backwards:
        cases = no_cases(1, 1)
        rule("protocol", "nash").settle(cases, no_answers(cases))
    scenario = change.apply(read.read("synthetic"), LIVELY)
    stream = stream_of(1)
    state = build.state_of(scenario, stream, build.population_of(scenario, stream))
    if backwards:
        for _, act in reversed(PHASES):
            act(state)
    for _ in range(MONTHS):
        one_month(state)
