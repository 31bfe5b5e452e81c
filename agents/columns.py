"""The columns that hold the state of all actors: one array per attribute, declared with its unit and range.

Rows 0 to ``n_cities`` - 1 are cities and the following rows are nations, so that a compiled rule reads both levels in
the same way. ``K`` is the number of issues.
"""

import math
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.agents.fields import Field

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
Keys = NDArray[np.uint64]
# Here and not in the search, since the measures of networks, which load no Numba, divide nations alike.
AUTOCRACY = 0.5
"""A nation below this electoral democracy counts as an autocracy (the midpoint of V-Dem's scale)."""


class Actors(NamedTuple):
    """All cities, then all nations. Shapes are (actors,) or (actors, K) where ``shape`` says issue."""

    # A named tuple of arrays, because Numba compiles access to its fields to plain array access. It cannot read a
    # dataclass or a data frame, and an array of objects would scatter one attribute over memory.
    key: Annotated[Keys, Field("stable key of the actor's id, for random draws", "key")]
    nation: Annotated[Ints, Field("row of the nation (of a nation: its own row)", "row", 0)]
    place: Annotated[Floats, Field("position on the globe as a unit vector", "1", -1, 1, "xyz")]
    language: Annotated[Keys, Field("official languages, one bit each", "bits", shape="words")]
    democracy: Annotated[Floats, Field("electoral democracy of the nation", "share", 0, 1)]
    ideal_point: Annotated[
        Floats, Field("the nation's ideal point in the United Nations; higher: closer to the US-led order", "1", -5, 5)
    ]
    population: Annotated[Floats, Field("inhabitants (of a city: metropolitan)", "persons", 0)]
    gdp: Annotated[Floats, Field("gross domestic product", "US$ billion a year", 0)]
    position: Annotated[Floats, Field("leader's position: ideal joint commitment", "1", -1, 1, "issue")]
    public: Annotated[
        Floats,
        Field("public's position (of a nation: of its hinterland, outside modelled cities)", "1", -1, 1, "issue"),
    ]
    median: Annotated[
        Floats, Field("position of the median voter (of a nation: of all its voters)", "1", -1, 1, "issue")
    ]
    spread: Annotated[Floats, Field("standard deviation of voters' positions", "1", 0, 2, "issue")]
    anchor: Annotated[
        Floats,
        Field(
            # At most 11: a public of 1, and a mean divergence of 1 scaled by up to 10.
            "position to which the public is drawn (of a nation: before divergence moves its hinterland)",
            "1",
            -11,
            11,
            "issue",
        ),
    ]
    # A draw of at most 8.7 deviations of at most 1, and the difference to a position that the scenario states.
    conviction: Annotated[Floats, Field("leader's own view beyond party and voters", "1", -11, 11, "issue")]
    salience: Annotated[Floats, Field("weight on each issue, summing to 1", "share", 0, 1, "issue")]
    need: Annotated[Floats, Field("exposure to the problem", "share", 0, 1, "issue")]
    promised: Annotated[Floats, Field("effort promised in agreements", "share", 0, 1, "issue")]
    effort: Annotated[Floats, Field("effort delivered under agreements", "share", 0, 1, "issue")]
    consent: Annotated[
        Bytes, Field("rule on agreements of cities: 0 none, 1 notify, 2 required", "rule", 0, 2, "issue", "nation")
    ]
    returns: Annotated[
        Floats, Field("material return a year of its agreements, at their last reviews", "% of budget", -1e3, 1e3)
    ]
    pragmatism: Annotated[Floats, Field("weight on material pay-offs against identity", "share", 0, 1)]
    concession: Annotated[Floats, Field("bargaining style: below 1 tough, above 1 soft", "1", 0)]
    reputation: Annotated[Floats, Field("record of delivery", "share", 0, 1)]
    trust: Annotated[Floats, Field("share of the public that trusts it", "share", 0, 1)]
    activity: Annotated[Floats, Field("lasting activity in search, log scale", "log")]
    capital: Annotated[Bytes, Field("whether it is the nation's capital", "yes or no", 0, 1, level="city")]
    autonomy: Annotated[Floats, Field("a city's freedom from its nation", "share", 0, 1, level="city")]
    grant_share: Annotated[Floats, Field("share of the budget that the nation pays", "share", 0, 1, level="city")]
    decentralisation: Annotated[Floats, Field("power below the centre", "share", 0, 1)]
    court: Annotated[Floats, Field("independence of the nation's courts", "share", 0, 1)]
    urban_share: Annotated[Floats, Field("share of the nation's population in cities", "share", 0, 1)]
    rounds: Annotated[Floats, Field("rounds per month that it can take part in", "rounds", 0)]
    capacity: Annotated[Ints, Field("negotiations that it can open per month", "negotiations", 0)]
    veto_players: Annotated[Ints, Field("domestic veto players", "veto players", 1, 3)]
    party: Annotated[Ints, Field("party in office", "party", 0)]
    term: Annotated[Ints, Field("months between elections", "months", 1)]
    next_election: Annotated[Ints, Field("month of the next election", "month")]
    turned: Annotated[Ints, Field("month of the last change of the party in office", "month")]
    sanctioned_until: Annotated[Ints, Field("month in which the sanction ends", "month", level="city")]


def scalar_of(array_type: object) -> type:
    """Return the scalar type of an array type such as ``NDArray[np.float64]``, in old and new NumPy."""
    inner = get_args(array_type)[-1]
    scalar: type = (get_args(inner) or (inner,))[0]
    return scalar


@cache
def declared(columns: type) -> dict[str, tuple[type, Field]]:
    """Return scalar type and descriptor of every column that a named tuple of arrays declares."""
    # Cached, because resolving the type hints takes longer than filling the columns of a small world.
    hints = {name: get_args(hint) for name, hint in get_type_hints(columns, include_extras=True).items()}
    return {name: (scalar_of(array_type), field) for name, (array_type, field) in hints.items()}


def described(name: str) -> Field:
    """Return the descriptor of a column of actors.

    Raises:
        KeyError: There is no such column.
    """
    return declared(Actors)[name][1]


def empty(actors: int, issues: int) -> Actors:
    """Return columns of zeros for ``actors`` actors and ``issues`` issues."""
    return Actors(
        **{
            # One contiguous array each: compiled rules are typed for that layout, and another would compile them again.
            name: np.zeros((actors, *field.width(issues)), dtype=scalar)
            for name, (scalar, field) in declared(Actors).items()
        }
    )


def wrong_value(name: str, given: NDArray[Any], dtype: np.dtype[np.generic], shape: tuple[int, ...]) -> str:
    """Describe what is wrong with a value for a row of a column; empty where nothing is.

    Args:
        name: The column.
        given: The value: one number, or one per issue.
        dtype: Type of the column.
        shape: Shape of the row.
    """
    field = described(name)
    kind = "whole number" if dtype.kind in "iu" else "number"
    expected = f"expected a {kind}{field.words()}"
    if given.dtype.kind not in "iuf":
        return f"{given.tolist()!r} is not a number, {expected}"
    if given.shape not in ((), shape):
        return f"{given.size} numbers, expected {math.prod(shape)}"
    fits = np.isfinite(given) & (given >= field.low) & (given <= field.high)
    # NumPy would cut the fraction off without a word.
    fits &= (given == np.floor(given)) | (dtype.kind == "f")
    return "" if fits.all() else f"{given.tolist()!r}, {expected}"


def problems(columns: Actors, n_cities: int) -> list[str]:
    """Describe each column that has a value out of range or not finite; empty where there is none."""
    # All columns are checked before anything is reported, so that a wrong world is mended in one go.
    found = []
    for name, (_, field) in declared(Actors).items():
        # A column of one level has no meaning in the rows of the other, so its range does not apply there.
        first, last = {"city": (0, n_cities), "nation": (n_cities, None)}.get(field.level, (0, None))
        values = getattr(columns, name)[first:last]
        # Many ranges have no upper end, so infinity has to be refused apart from them.
        wrong = ~(np.isfinite(values) & (values >= field.low) & (values <= field.high))
        if np.any(wrong):
            row = int(np.argwhere(wrong)[0][0])
            found.append(f"{name} of row {first + row} is {values[row]}; expected a number{field.words()}")
    return found
