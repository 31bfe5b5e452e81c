"""A library of two claims whose runs take hundredths of a second."""

from collections.abc import Callable

import pytest

from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.evidence.claim import Claim, Group, Library, Side

BENEFIT = Factor("utility.benefit_scale", values=(1.3, 4.0))


@pytest.fixture
def tiny(small: Callable[..., Design]) -> Library:
    """A claim that holds, one that does not, and a derived measure."""
    case, against = {BENEFIT.path: 4.0}, {BENEFIT.path: 1.3}
    more = Claim("more", "More benefit, more agreements", "g", Side("signed", case), Side("signed", against), runs="r")
    half = more._replace(
        name="half",
        statement="Half of nothing",
        direction="falls",
        case=Side("half", case),
        against=Side("half", against),
    )
    design = small(levers=(BENEFIT,), measures=("signed",), replicates=8, months=18)
    return Library(
        name="tiny",
        title="A tiny page",
        introduction="An *introduction* with `code`.",
        groups=(Group("g", "The only group", "Is it so?"),),
        claims=(more._replace(source="A & B 2000"), half),
        plans={"r": make(checked(design))},
        derived={"half": lambda rows: rows["signed"] / 2},
    )
