"""A response rule of one's own: nations object early, and withhold grants only from cities that stand alone.

Named in ``restrained-nation.toml`` next to this file. The parameters of the function name the facts that it uses: any fact of
``model/rules/response/__init__.py``, any parameter of the group ``response``, and ``draw``, a uniform random number. The answer
is a member of ``Pressure``.
"""

from paradiplomacy.model.vocabulary import Pressure

IGNORE, ENDORSE = int(Pressure.IGNORE), int(Pressure.ENDORSE)
OBJECT, SANCTION = int(Pressure.OBJECT), int(Pressure.SANCTION)


def restrained(
    endorsement_value: float, cost_of_ignoring: float, allies: int, endorse_cost: float, sanction_cost: float
) -> int:
    """Endorse what clearly serves the nation, object to what it minds, and sanction isolated cities only."""
    if endorsement_value >= 0.0:
        return ENDORSE if endorsement_value > endorse_cost else IGNORE
    if allies == 0 and cost_of_ignoring > sanction_cost:
        return SANCTION
    return OBJECT
