"""The world map of a run."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import Normal, Stroke
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from paradiplomacy.experiments.reports.lettering import FAINT, Letters, style
from paradiplomacy.experiments.reports.phrases import shortened
from paradiplomacy.experiments.results import observed
from paradiplomacy.experiments.results.folder import ResultsError, folder_of
from paradiplomacy.experiments.results.store import Run, refuse_unless_run
from paradiplomacy.model.vocabulary import Diplomacy, Kind, Status
from paradiplomacy.scenarios.world.geometry import Line, equal_earth, great_circle, world_map

# Latitudes beyond these hold no city and would make the map smaller.
SOUTH, NORTH = -58.0, 82.0
SEA, LAND, BORDER = "#f4f6f8", "#d3d9dd", "#ffffff"
CITY = "#2f3a42"


class Tie(NamedTuple):
    """One class of ties on the map (colours of Okabe and Ito 2008, distinct for readers with any colour vision)."""

    label: str
    colour: str
    width: float
    opacity: float


NATIONAL = "national"
OWN_NATION = "own nation"
TIES = {
    NATIONAL: Tie("nation and nation", "#8d99a3", 0.4, 0.3),
    OWN_NATION: Tie("city and its own nation", "#a8925c", 0.4, 0.35),
    Diplomacy.COOPERATIVE_JOINT.word: Tie("city, coordinated and in line", "#009e73", 0.6, 0.6),
    Diplomacy.COORDINATED_OPPOSED.word: Tie("city, coordinated, not in line", "#cc79a7", 0.7, 0.75),
    Diplomacy.PARALLEL_HARMONY.word: Tie("city on its own, in line", "#0072b2", 0.5, 0.5),
    Diplomacy.PARALLEL_DISHARMONY.word: Tie("city on its own, not in line", "#e69f00", 0.8, 0.8),
    Diplomacy.BYPASS.word: Tie("city against its nation (bypass)", "#d55e00", 0.7, 0.7),
}
"""From the most usual to the most contested: a tie has the more contested class of its parties."""

ON_RECORD = {
    observed.SIMULATED: Tie("simulated only", "#8d99a3", 0.4, 0.4),
    observed.BOTH: Tie("observed and simulated", "#0072b2", 0.7, 0.7),
    observed.MISSING: Tie("observed only: missing in the simulation", "#d55e00", 0.8, 0.8),
}
"""Ties of cities by whether they are on record; those that the simulation lacks are on top."""

FORMATS = (".png", ".svg", ".pdf")
"""Formats of a map: those whose files can say where the map comes from."""
SIZES = (1e6, 5e6, 20e6)
MOST_NAMES = 30


class Drawing(NamedTuple):
    """A map: its ties with the class in which each is drawn (column ``tie``), the look of each class, and texts."""

    ties: pd.DataFrame
    looks: Mapping[str, Tie]
    subtitle: str
    legend: str


def map_of_observed_ties(run: Run, path: str | Path) -> Path:
    """Draw the ties of cities at the end of a run: on record and simulated, simulated only, and missing.

    Args:
        run: The run of a scenario with a table of ties.
        path: File of the map; its ending decides the format (``.png``, ``.svg``, ``.pdf``).

    Returns:
        The path.

    Raises:
        ResultsError: It is not a run, its scenario has no ties on record, or the ending is another one.
        OSError: The file cannot be written.
    """
    refuse_unless_run(run)
    pairs = observed.compared(run)
    ties = pairs.assign(tie=pairs["group"])
    subtitle = f"{len(ties):,} pairs of cities tied in {run.monthly['date'].iloc[-1]}, on record or in the simulation"
    return _draw(run, path, Drawing(ties, ON_RECORD, subtitle, "Ties of cities, on record and in the simulation"))


def map_of_agreements(run: Run, path: str | Path) -> Path:
    """Draw the agreements in force at the end of a run on a map of the world.

    Arcs are great circles, coloured by the class of city diplomacy; dots are cities, with an area proportional to
    population. The projection is Equal Earth.

    Args:
        run: The run.
        path: File of the map; its ending decides the format (``.png``, ``.svg``, ``.pdf``).

    Returns:
        The path.

    Raises:
        ResultsError: It is not a run, or the ending is another one.
        OSError: The file cannot be written.
    """
    refuse_unless_run(run)
    ties = agreements_in_force(run.agreements)
    after = f"{run.monthly['date'].iloc[-1]}, after {run.manifest.months} months"
    subtitle = f"{len(ties):,} agreements in force in {after}"
    legend = "Agreements in force; those of cities by their relation to the nation"
    return _draw(run, path, Drawing(ties, TIES, subtitle, legend))


def _draw(run: Run, path: str | Path, drawing: Drawing) -> Path:
    target = folder_of(path)
    # Before the drawing, which takes seconds.
    if target.suffix.lower() not in FORMATS:
        raise ResultsError(f"{target}: unknown format of a map, expected a name that ends in {', '.join(FORMATS)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    places = _last_month(run.cities), _last_month(run.nations)
    # Letters that no font has must be known before the first text is measured to place it.
    with style([run.manifest.title, run.manifest.scenario, *places[0]["name"]]) as letters:
        figure = Figure(figsize=(12, 7.1), facecolor="white")
        axes = figure.add_axes((0.01, 0.155, 0.98, 0.745))
        sea = _draw_world(axes, land=not _is_drawn(run))
        counts = _draw_ties(axes, drawing, pd.concat(places), sea)
        _draw_cities(axes, places[0])
        _write_texts(figure, run, drawing.subtitle, letters)
        _add_legends(figure, drawing, counts)
        _name_cities(figure, axes, places[0].assign(name=places[0]["name"].map(letters.shown)), drawing.ties)
        letters.annotate(figure)
        stamp = run.manifest.stamp()
        figure.savefig(target, dpi=160, metadata=_metadata(target, stamp))
    return target


def agreements_in_force(agreements: pd.DataFrame) -> pd.DataFrame:
    """Return the agreements in force at the end, with the class in which each is drawn (column ``tie``)."""
    found = agreements[agreements["status"] == Status.IN_FORCE.word].copy()
    order = list(TIES)
    sides = [found[side].map({name: rank for rank, name in enumerate(order)}) for side in _CLASSES]
    worst = pd.concat(sides, axis=1).max(axis=1)
    found["tie"] = [OWN_NATION if np.isnan(rank) else order[int(rank)] for rank in worst.astype("float64")]
    # Last, because agreements of nations have no class and either.
    found.loc[found["kind"] == Kind.NATION_NATION.word, "tie"] = NATIONAL
    return found


_CLASSES = ("class_a", "class_b")


def _last_month(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the last month, by id."""
    last: pd.DataFrame = table[table["month"] == table["month"].max()]
    return last.set_index("id")


def _is_drawn(run: Run) -> bool:
    """Return whether the world is synthetic, so that land and borders would not match its locations."""
    kind: object = tomllib.loads(run.scenario).get("world", {}).get("kind")
    return kind == "synthetic"


def _draw_world(axes: Axes, *, land: bool) -> PathPatch:
    """Draw the globe, with land and borders of the real world only; return the outline, to clip by."""
    axes.set_axis_off()
    axes.set_aspect("equal")
    edge = _outline()
    sea = PathPatch(Outline(edge), facecolor=SEA, edgecolor="none", zorder=0)
    axes.add_patch(sea)
    for country in world_map().countries if land else ():
        rings = [equal_earth(ring) for polygon in country.polygons for ring in polygon]
        shape = PathPatch(_compound(rings), facecolor=LAND, edgecolor="none", zorder=1)
        axes.add_patch(shape)
        shape.set_clip_path(sea)
    borders = LineCollection(
        [equal_earth(line) for line in world_map().borders if land], colors=BORDER, linewidths=0.5, zorder=2
    )
    axes.add_collection(borders)
    axes.set_xlim(edge[:, 0].min(), edge[:, 0].max())
    axes.set_ylim(edge[:, 1].min(), edge[:, 1].max())
    return sea


def _outline() -> Line:
    """Return the outline of the map: between the two latitudes, from the 180th meridian to itself."""
    latitudes = np.linspace(SOUTH, NORTH, 90)
    longitudes = np.linspace(-180.0, 180.0, 90)
    return np.vstack(
        [
            equal_earth(np.column_stack([np.full(90, -180.0), latitudes])),
            equal_earth(np.column_stack([longitudes, np.full(90, NORTH)])),
            equal_earth(np.column_stack([np.full(90, 180.0), latitudes[::-1]])),
            equal_earth(np.column_stack([longitudes[::-1], np.full(90, SOUTH)])),
        ]
    )


def _compound(rings: list[Line]) -> Outline:
    """Return one outline of several closed rings; rings inside others are holes."""
    codes = [[Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 2), Outline.CLOSEPOLY] for ring in rings]
    return Outline(np.vstack(rings), np.concatenate(codes))


def _draw_ties(axes: Axes, drawing: Drawing, places: pd.DataFrame, sea: PathPatch) -> dict[str, int]:
    """Draw the arcs, contested ones on top; return the number of each class."""
    counts = {}
    for layer, (name, look) in enumerate(drawing.looks.items()):
        group = drawing.ties[drawing.ties["tie"] == name]
        counts[name] = len(group)
        arcs = [equal_earth(piece) for piece in _arcs(group, places)]
        lines = LineCollection(
            arcs, colors=look.colour, linewidths=look.width, alpha=look.opacity, zorder=3 + layer, capstyle="round"
        )
        axes.add_collection(lines)
        lines.set_clip_path(sea)
    return counts


def _arcs(ties: pd.DataFrame, places: pd.DataFrame) -> Iterator[Line]:
    known = {who: (lon, lat) for who, lon, lat in zip(places.index, places["lon"], places["lat"], strict=True)}
    for a, b in zip(ties["a"], ties["b"], strict=True):
        yield from great_circle(known[a], known[b])


def _draw_cities(axes: Axes, cities: pd.DataFrame) -> PathCollection:
    # Large dots first, so that they do not hide small ones.
    ordered = cities.sort_values("population", ascending=False)
    x, y = equal_earth(ordered[["lon", "lat"]].to_numpy()).T
    return axes.scatter(
        x,
        y,
        s=_area(ordered["population"].to_numpy()),
        c=CITY,
        alpha=0.8,
        linewidths=0.5,
        edgecolors="white",
        zorder=20,
    )


def _name_cities(figure: Figure, axes: Axes, cities: pd.DataFrame, ties: pd.DataFrame) -> None:
    """Label the cities with most agreements, where there is space."""
    counts = pd.concat([ties["a"], ties["b"]]).value_counts()
    busy = cities.assign(ties=counts.reindex(cities.index)).dropna(subset="ties")
    busiest = busy.sort_values(["ties", "population"], ascending=False)
    # The size of a text is known only to a renderer, and nothing is drawn yet.
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    taken: list[Bbox] = []
    for name, lon, lat in busiest.head(MOST_NAMES)[["name", "lon", "lat"]].itertuples(index=False):
        text = axes.annotate(
            name,
            equal_earth([[lon, lat]])[0],
            xytext=(5, 4),
            textcoords="offset points",
            fontsize=7.5,
            zorder=30,
            path_effects=[Stroke(linewidth=2.4, foreground="white", alpha=0.85), Normal()],
        )
        box = text.get_window_extent(renderer).padded(2)
        if box.x1 > axes.bbox.x1:  # beyond the edge of the map: to the left of its city instead
            text.set_horizontalalignment("right")
            text.set_position((-5, 4))
            box = text.get_window_extent(renderer).padded(2)
        if any(box.overlaps(other) for other in taken):
            text.remove()
        else:
            taken.append(box)


def _area(population: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the area of a dot, square points."""
    # The constant keeps the smallest cities visible.
    return 3.0 + population / 4e5


def _write_texts(figure: Figure, run: Run, subtitle: str, letters: Letters) -> None:
    manifest = run.manifest
    figure.text(0.02, 0.955, shortened(letters.shown(manifest.title), 90), fontsize=15, fontweight="bold", va="center")
    figure.text(0.02, 0.915, subtitle, fontsize=10, color=FAINT, va="center")
    state = {True: ", with changes", False: "", None: ""}[manifest.dirty]
    origin = (
        f"paradiplomacy {manifest.versions['paradiplomacy']}, commit {manifest.commit[:10]}{state}; scenario "
        f"{letters.shown(manifest.scenario)} {manifest.scenario_hash[:10]}, seed {manifest.seed}; run {manifest.digest[:10]}. "
        f"{'The locations are synthetic.' if _is_drawn(run) else 'Land and borders: Natural Earth.'}"
    )
    figure.text(0.02, 0.018, origin, fontsize=6.5, color=FAINT, va="center")


def _samples_of_ties(looks: Mapping[str, Tie], counts: dict[str, int]) -> list[Line2D]:
    # Arcs are thin and transparent because there are thousands; a sample that faint could not be matched to them.
    return [
        Line2D(
            [],
            [],
            color=look.colour,
            linewidth=2.4,
            alpha=max(look.opacity, 0.7),
            label=f"{look.label} ({counts[name]:,})",
        )
        for name, look in looks.items()
        if counts[name]
    ]


def _samples_of_cities() -> list[Line2D]:
    # A scatter plot takes areas and a line takes diameters: the root makes the samples as large as the dots.
    return [
        Line2D(
            [],
            [],
            linestyle="none",
            marker="o",
            color=CITY,
            markeredgecolor="white",
            alpha=0.8,
            # The map takes areas, a legend takes diameters.
            markersize=float(np.sqrt(_area(np.array(size)))),
            label=f"{size / 1e6:g} million",
        )
        for size in SIZES
    ]


def _add_legends(figure: Figure, drawing: Drawing, counts: dict[str, int]) -> None:
    style = {"frameon": False, "fontsize": 8.5, "title_fontproperties": {"weight": "bold", "size": 8.5}}
    ties = figure.legend(
        handles=_samples_of_ties(drawing.looks, counts),
        title=drawing.legend,
        loc="upper left",
        bbox_to_anchor=(0.012, 0.148),
        ncols=3,
        alignment="left",
        handlelength=1.6,
        **style,
    )
    # A figure holds only its latest legend unless the earlier one is added as an artist.
    figure.add_artist(ties)
    figure.legend(
        handles=_samples_of_cities(),
        title="Cities, by inhabitants",
        loc="upper right",
        bbox_to_anchor=(0.988, 0.148),
        ncols=3,
        alignment="left",
        columnspacing=1.4,
        handletextpad=0.6,
        **style,
    )


def _metadata(path: Path, stamp: str) -> dict[str, str]:
    """Return the provenance in the metadata of the format."""
    # Matplotlib accepts only the keys that a format defines, and PDF has no description.
    key = "Subject" if path.suffix.lower() == ".pdf" else "Description"
    return {key: stamp}
