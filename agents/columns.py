"""The columns that hold the state of all actors: one array per attribute, its unit beside it.

Rows 0 to ``n_cities`` - 1 are cities, the rows after them are nations, so that a compiled rule reads
both levels alike. ``K`` is the number of issues.
"""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bytes = NDArray[np.int8]
Keys = NDArray[np.uint64]


@dataclass(frozen=True)
class Column:
    """Meaning, unit and range of a column; ``per_issue`` for an array (actors, K)."""

    about: str
    unit: str = "1"
    low: float = float("-inf")
    high: float = float("inf")
    shape: str = "actor"
    of: str = "both"


class Actors(NamedTuple):
    """All cities, then all nations. Shapes are (actors,) or (actors, K) where ``shape`` says issue."""

    key: Annotated[Keys, Column("stable key of the actor's id, for chance", "key")]
    nation: Annotated[Ints, Column("row of the nation (of a nation: its own)", "row", 0)]
    place: Annotated[Floats, Column("unit vector of the place on the globe", "1", -1, 1, "xyz")]
    language: Annotated[Keys, Column("official languages, one bit each", "bits", shape="words")]
    democracy: Annotated[Floats, Column("electoral democracy of the nation", "share", 0, 1)]
    population: Annotated[Floats, Column("inhabitants (of a city: metropolitan)", "persons", 0)]
    gdp: Annotated[Floats, Column("gross domestic product", "US$ billion a year", 0)]
    position: Annotated[Floats, Column("leader's position: ideal joint commitment", "1", -1, 1, "issue")]
    public: Annotated[
        Floats,
        Column("public's position (of a nation: of its hinterland, outside modelled cities)", "1", -1, 1, "issue"),
    ]
    median: Annotated[
        Floats, Column("position of the median voter (of a nation: of all its voters)", "1", -1, 1, "issue")
    ]
    spread: Annotated[Floats, Column("standard deviation of voters' positions", "1", 0, 2, "issue")]
    anchor: Annotated[
        Floats,
        Column(
            "public to which it is drawn (of a nation: before divergence moves its hinterland)", "1", -11, 11, "issue"
        ),
    ]
    conviction: Annotated[Floats, Column("leader's own view beyond party and voters", "1", -4, 4, "issue")]
    salience: Annotated[Floats, Column("weight on each issue, summing to 1", "share", 0, 1, "issue")]
    need: Annotated[Floats, Column("exposure to the problem", "share", 0, 1, "issue")]
    promised: Annotated[Floats, Column("effort promised in agreements", "share", 0, 1, "issue")]
    effort: Annotated[Floats, Column("effort delivered under agreements", "share", 0, 1, "issue")]
    consent: Annotated[
        Bytes, Column("rule on agreements of cities: 0 none, 1 notify, 2 required", "rule", 0, 2, "issue", "nation")
    ]
    law: Annotated[
        Bytes, Column("preemption law: 0 none, 1 in force, 2 suspended by a court", "status", 0, 2, "issue", "nation")
    ]
    pragmatism: Annotated[Floats, Column("weight on material pay-offs against identity", "share", 0, 1)]
    concession: Annotated[Floats, Column("bargaining style: below 1 tough, above 1 soft", "1", 0)]
    reputation: Annotated[Floats, Column("record of delivery", "share", 0, 1)]
    trust: Annotated[Floats, Column("share of its public that trusts it", "share", 0, 1)]
    activity: Annotated[Floats, Column("lasting activity in search, log scale", "log")]
    autonomy: Annotated[Floats, Column("a city's freedom from its nation", "share", 0, 1, of="city")]
    grant_share: Annotated[Floats, Column("share of the budget that the nation pays", "share", 0, 1, of="city")]
    decentralisation: Annotated[Floats, Column("power below the centre", "share", 0, 1)]
    court: Annotated[Floats, Column("independence of the nation's courts", "share", 0, 1)]
    urban_share: Annotated[Floats, Column("share of the nation's population in cities", "share", 0, 1)]
    rounds: Annotated[Floats, Column("rounds that it can play in a month", "rounds", 0)]
    capacity: Annotated[Ints, Column("negotiations that it can open in a month", "negotiations", 0)]
    veto_players: Annotated[Ints, Column("veto players at home", "veto players", 1, 3)]
    party: Annotated[Ints, Column("party in office", "party", 0)]
    term: Annotated[Ints, Column("months between elections", "months", 1)]
    next_election: Annotated[Ints, Column("month of the next election", "month")]
    turned: Annotated[Ints, Column("month in which another party last took office", "month")]
    sanctioned_until: Annotated[Ints, Column("month in which a sanction ends", "month", of="city")]


def scalar_of(array_type: object) -> type:
    """The scalar type of an array type such as ``NDArray[np.float64]``, in old and new NumPy."""
    inner = get_args(array_type)[-1]
    scalar: type = (get_args(inner) or (inner,))[0]
    return scalar


@cache
def _hints() -> dict[str, Any]:
    """Type and meaning of every column; working them out takes longer than filling the columns of a small world."""
    return get_type_hints(Actors, include_extras=True)


def described(field: str) -> Column:
    """What is known of a column. Raises KeyError for a name that is none."""
    found = get_args(_hints()[field])[1]
    assert isinstance(found, Column)
    return found


def empty(actors: int, issues: int) -> Actors:
    """Columns of zeros for so many actors and issues."""
    width = {"actor": (), "xyz": (3,), "words": (2,), "issue": (issues,)}
    hints = _hints()
    made: dict[str, NDArray[Any]] = {}
    for field in Actors._fields:
        scalar = scalar_of(get_args(hints[field])[0])
        made[field] = np.zeros((actors, *width[described(field).shape]), dtype=scalar)
    return Actors(**made)


def problems(columns: Actors, n_cities: int) -> list[str]:
    """Every column with a value that is not finite or out of its range, in words; empty when all is well."""
    found = []
    for field in Actors._fields:
        column = described(field)
        part = {"city": slice(0, n_cities), "nation": slice(n_cities, None), "both": slice(None)}[column.of]
        values = getattr(columns, field)[part]
        wrong = ~(np.isfinite(values) & (values >= column.low) & (values <= column.high)) if values.size else values
        if np.any(wrong):
            row = int(np.argwhere(wrong)[0][0])
            actor = row + (n_cities if column.of == "nation" else 0)
            found.append(f"{field} of row {actor} is {values[row]}, allowed is {column.low} to {column.high}")
    return found
