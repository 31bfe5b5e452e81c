"""The account of a run: sentences and small tables on agreements, national responses, clubs and challenges."""

import textwrap
import tomllib

import numpy as np
import pandas as pd

from paradiplomacy.experiments.reports.phrases import WIDTH, as_many_as_fit, counted, listed, shortened, table
from paradiplomacy.experiments.results import observed
from paradiplomacy.experiments.results.store import Run, refuse_unless_run
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Diplomacy, Kind, Reason, Status
from paradiplomacy.scenarios.format.scenario import Comparison
from paradiplomacy.scenarios.world.sizes import Sizes, measured

STATUSES = (Status.IN_FORCE, Status.DORMANT, Status.SUSPENDED, Status.SIGNED, Status.NEGOTIATING, Status.FAILED)
"""Statuses with their own column; the others count as ended."""
CLASSES = (
    Diplomacy.COOPERATIVE_JOINT,
    Diplomacy.COORDINATED_OPPOSED,
    Diplomacy.PARALLEL_HARMONY,
    Diplomacy.PARALLEL_DISHARMONY,
    Diplomacy.BYPASS,
)
"""From the most coordinated to the most contested."""
MOST_LEADERS = 8
STOCK = "challenge_stock_"
CHALLENGE = (
    *("closed_at_start", "closed_local", "closed_national", "closed_joint", "effort_city", "effort_nation"),
    *("stock", "burden_city", "burden_nation", "burden_gini"),
)
LEVELS = (("city", "cities"), ("nation", "nations"))
HALF = 0.5
MOST_DATED = 8


def account(run: Run) -> str:
    """Return a readable account of a run, at most 100 columns wide, without the burn-in.

    Args:
        run: The run.

    Returns:
        The account, section by section.

    Raises:
        ResultsError: It is not a run.
    """
    refuse_unless_run(run)
    events = run.events[run.events["month"] >= 0]
    sections = (
        _heading(run),
        _agreements(run),
        _on_record(run),
        _leaders(run),
        _clubs(run),
        _responses(events),
        _classes(run.agreements),
        _failures(events),
        _challenges(run.monthly[run.monthly["month"] >= 0]),
        _sizes(run),
        _dated(run),
    )
    return "\n".join(f"{section}\n" for section in sections if section)


def _on_record(run: Run) -> str:
    """Return how many pairs of cities are tied on record, in the simulation and in both; nothing without a record."""
    if observed.TABLE not in run.tables:
        return ""
    counts = observed.compared(run)["group"].value_counts()
    rows = [(group, int(counts.get(group, 0))) for group in observed.GROUPS]
    return "\n".join(["Pairs of cities that are tied at the end", *table(["", "pairs"], rows)])


def _heading(run: Run) -> str:
    manifest = run.manifest
    months = run.monthly[run.monthly["month"] >= 0]
    dates = f"{months['date'].iloc[0]} to {months['date'].iloc[-1]}" if len(months) else manifest.start
    cities, nations = run.cities["id"].nunique(), run.nations["id"].nunique()
    actors = f"{counted(cities, 'city', 'cities')}, {counted(nations, 'nation')}"
    lines = [
        shortened(f"{manifest.title} ({manifest.scenario}, seed {manifest.seed})", WIDTH),
        f"{dates}, {counted(manifest.months, 'month')}: {actors}",
    ]
    if manifest.outcome != "complete":
        lines.append(f"The run was {manifest.outcome} after {manifest.months} of {manifest.horizon} months.")
    if manifest.changes:
        changes = listed([f"{path} = {value}" for path, value in sorted(manifest.changes.items())])
        lines += textwrap.wrap(f"Changed: {changes}", WIDTH)
    return "\n".join(lines)


def _agreements(run: Run) -> str:
    """Return the number of agreements by kind and status."""
    found = run.agreements
    groups = [(name, found[found["kind"] == kind]) for kind, name in ((kind.word, kind.sentence) for kind in Kind)]
    columns = [*(status.word for status in STATUSES), "ended"]
    rows = [(name, *_by_status(group), len(group)) for name, group in [*groups, ("all", found)]]
    head = ["", *columns, "total"]
    new = run.events[(run.events["month"] >= 0)]["kind"].value_counts()
    opened, signed, failed = (int(new.get(kind, 0)) for kind in ("opened", "signed", "failed"))
    totals = (
        f"In these months {counted(opened, 'negotiation')} opened; {counted(signed, 'agreement')} "
        f"{_was(signed)} signed; {counted(failed, 'negotiation or signature', 'negotiations or signatures')} failed."
    )
    return _section("Agreements at the end", [*table(head, rows), *_wrapped(totals)])


def _by_status(group: pd.DataFrame) -> list[int]:
    counts = group["status"].value_counts()
    known = [int(counts.get(status.word, 0)) for status in STATUSES]
    return [*known, len(group) - sum(known)]


def _leaders(run: Run) -> str:
    """Return the cities and nations with most agreements signed within the run and in force at its end."""
    found = run.agreements
    # The month of signature is missing where nothing was signed, and a missing truth value cannot select rows.
    new = found[(found["status"] == Status.IN_FORCE.word) & (found["signed"] >= 0).fillna(value=False).astype(bool)]
    sides = pd.concat(
        [new[[side, f"{side}_name"]].set_axis(["id", "name"], axis=1) for side in ("a", "b")], ignore_index=True
    )
    if sides.empty:
        return _section("Who led", ["  no agreement signed in these months was in force at the end"])
    counts = sides.groupby(["id", "name"]).size().reset_index(name="count")
    # Equal counts in the order of ids, so that the account of a run is always the same.
    counts = counts.sort_values(["count", "id"], ascending=[False, True])
    # Only ids of cities have a colon, as in FRA:paris.
    is_city = counts["id"].str.contains(":")
    lines = []
    for word, group in (("cities", counts[is_city]), ("nations", counts[~is_city])):
        best = [f"{name} {count}" for name, count in zip(group["name"], group["count"], strict=True)][:MOST_LEADERS]
        if best:
            lines += _wrapped(f"{word}: {', '.join(best)}")
    return _section("Who led (agreements signed in these months and in force at the end)", lines)


def _clubs(run: Run) -> str:
    """Return clubs and treaties: status, members, who joined and left, and the effect on effort."""
    moves = run.events[run.events["month"] >= 0]
    rows = []
    for club in run.clubs.itertuples():
        mine = moves[moves["club"] == club.club]["kind"].value_counts()
        joined = int(mine.get("club_joined", 0) + mine.get("club_rejoined", 0))
        moved = [f"{joined} joined", f"{int(mine.get('club_left', 0))} left"]
        rows.append(
            (shortened(str(club.club), 30), club.kind, club.status, club.members, club.invited, ", ".join(moved))
        )
    if not rows:
        return ""
    lines = table(["", "kind", "status", "members", "invited", "in these months"], rows)
    for club in run.clubs[run.clubs["members"] == 0].itertuples():
        lines += _wrapped(_empty(str(club.club), run.memberships[run.memberships["club"] == club.club]))
    done, alone = _effort_of_members(run)
    if done > 0.0:
        lines += _wrapped(
            f"Members' effort at their last review was {done:.2f} on average, of which they would have made {alone:.2f} "
            "without joining."
        )
    return _section("Clubs and treaties at the end", lines)


def _empty(club: str, places: pd.DataFrame) -> str:
    """Return why a club has no members: who came nearest, when it last decided."""
    decided = places.dropna(subset=["gain"])
    if decided.empty:
        return f"{club}: nobody has joined, because nobody has decided on membership yet."
    best = decided.sort_values("gain", ascending=False, kind="stable").iloc[0]
    # A club that one more member does not bring into force has no effect, so that its membership has no utility.
    why = (
        "one more member would not bring it into force"
        if best["gain"] == 0.0
        else f"membership has a utility of at most {best['gain']:+.4f} % of the annual budget"
    )
    return (
        f"{club}: nobody is a member: {why} ({best['actor_name']}). Ask: explain --between {best['actor']!r} {club!r}."
    )


def _effort_of_members(run: Run) -> tuple[float, float]:
    """Return the mean delivered effort of members, and the part of it they would have made as non-members."""
    found = run.memberships
    found = found[found["delivered"].notna() & found["status"].isin(["signed", "bound", "in force"])]
    issues = [name.removeprefix("alone_") for name in found.columns if name.startswith("alone_")]
    owed = found[[f"terms_{issue}" for issue in issues]].to_numpy(dtype=float)
    alone = found[[f"alone_{issue}" for issue in issues]].to_numpy(dtype=float)
    done = owed * found["delivered"].clip(0.0, 1.0).to_numpy(dtype=float)[:, None]
    asked = owed > 0.0
    if not asked.any():
        return 0.0, 0.0
    # At most what was done: a member that delivers less than it would alone owes nothing of it to the club.
    return float(done[asked].mean()), float(alone[asked].clip(max=done[asked]).mean())


def _responses(events: pd.DataFrame) -> str:
    """Return what nations did about their cities' agreements, how cities replied, and what courts ruled."""
    rows = []
    for event in (event for event in Event if event.feed.account):
        done = events[events["kind"] == event.word]
        groups = {event.feed.account: done}
        if event is Event.RULED:
            won = done["value"] > 0
            groups = {
                event.feed.account.format(ruling=ruling): done[which]
                for ruling, which in (("for", won), ("against", ~won))
            }
        rows += [(text, *_acts(group)) for text, group in groups.items() if len(group)]
    title = "What nations did about agreements of their cities, and what came of it"
    return _section(title, table(["", "times", "most often"], rows) if rows else ["  nothing"])


def _acts(done: pd.DataFrame) -> tuple[int, str]:
    """Return how often something was done, and by which actors most."""
    # By name first; the stable sort by count then leaves equal counts in alphabetical order.
    names = done["actor_name"].dropna().value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return len(done), as_many_as_fit([f"{name} {count}" for name, count in names.head(4).items()], 52)


def _classes(agreements: pd.DataFrame) -> str:
    """Return the classes of city diplomacy, counted once for each city in an agreement signed within the run."""
    new = agreements[(agreements["signed"] >= 0).fillna(value=False).astype(bool)]
    classes = pd.concat([new["class_a"], new["class_b"]]).dropna().value_counts()
    rows = [(each.word, int(classes[each.word]), each.sentence) for each in CLASSES if each.word in classes]
    if not rows:
        return ""
    return _section("City diplomacy by class (once for each city in an agreement)", table(["", "times", ""], rows))


def _failures(events: pd.DataFrame) -> str:
    """Return the reasons why negotiations and signatures failed."""
    reasons = events.loc[events["kind"] == "failed", "reason"].fillna("none").value_counts()
    rows = [(Reason.of_word(str(reason)).sentence, int(count)) for reason, count in reasons.items()]
    return _section("Why negotiations failed", table(["", "times"], rows)) if rows else ""


def _challenges(months: pd.DataFrame) -> str:
    """Return the common challenges: share closed by level, effort, burden and remaining stock."""
    names = [name.removeprefix(STOCK) for name in months.columns if name.startswith(STOCK)]
    if not names or months.empty:
        return ""
    rows, lines = [], []
    for name in names:
        of = {key: months[f"challenge_{key}_{name}"].to_numpy(dtype=float) for key in CHALLENGE}
        levels = [of[f"closed_{level}"] for level in ("local", "national", "joint")]
        closed = sum(levels, start=np.zeros(len(months)))
        ends = (closed[-1], of["closed_at_start"][-1], *(level[-1] for level in levels))
        shares = [f"{100 * share:.0f} %" for share in ends]
        efforts = [f"{of[f'effort_{level}'][-1]:.2f}" for level in ("city", "nation")]
        rows.append(
            (name, *shares, *efforts, f"{of['stock'][-1] / of['stock'][0]:.2f}", f"{of['burden_gini'][-1]:.2f}")
        )
        half = np.flatnonzero(closed >= HALF)
        when = (
            f"half of it was closed from {months['date'].iloc[half[0]]}" if len(half) else "half of it was never closed"
        )
        burdens = " and ".join(f"{of[f'burden_{level}'][-1]:.4f} % for {word}" for level, word in LEVELS)
        lines += _wrapped(f"{name}: {when}; effort cost {burdens} of their GDP.")
    head = [
        "",
        "closed",
        "at the start",
        "by cities",
        "by nations",
        "by both",
        "city effort",
        "nation effort",
        "stock",
        "Gini",
    ]
    notes = _wrapped(
        "At the start: what policies in place would close alone. Stock is relative to the first month; Gini is that of the burden per GDP among all actors."
    )
    return _section("Common challenges at the end, where the modelled cities are", [*table(head, rows), *lines, *notes])


def _sizes(run: Run) -> str:
    """Return whose output is larger, year by year, as measured and as simulated."""
    comparisons = tomllib.loads(run.scenario).get("comparisons", [])
    if not comparisons or run.manifest.months == 0:
        return ""
    gdp = pd.concat([run.cities, run.nations])[["month", "date", "id", "gdp"]]
    gdp = gdp[gdp["month"] >= 0]
    years: dict[int, dict[str, float]] = {}
    means = gdp.assign(year=gdp["date"].str[:4]).groupby(["year", "id"])["gdp"].mean().reset_index()
    for row in means.to_dict("records"):
        years.setdefault(int(row["year"]), {})[row["id"]] = row["gdp"]
    lines = []
    for each in (Comparison(entry["name"], entry["one"], tuple(entry["others"])) for entry in comparisons):
        known = {sizes.year: sizes for sizes in measured(each)}
        rows = [
            (str(year), *_cells(known.get(year)), *_cells(_ran(each, year, found))) for year, found in years.items()
        ]
        head = ["", "one", "others", "larger", "run: one", "others", "larger"]
        lines += [f"  {each.name}", *table(head, rows)]
    return _section(
        "Whose output is larger (US$ billion at market rates of the year; measured, and in this run)", lines
    )


def _ran(compared: Comparison, year: int, gdp: dict[str, float]) -> Sizes | None:
    """Return simulated outputs; None where one of the actors is not in the run."""
    if not {compared.one, *compared.others} <= gdp.keys():
        return None
    return Sizes(year, gdp[compared.one], sum(gdp[other] for other in compared.others))


def _cells(sizes: Sizes | None) -> tuple[str, str, str]:
    return ("", "", "unknown") if sizes is None else (f"{sizes.one:,.0f}", f"{sizes.others:,.0f}", sizes.verdict)


def _dated(run: Run) -> str:
    """Return the dated events of the scenario, with the negotiations opened in the same month."""
    months = run.monthly[run.monthly["month"] >= 0].set_index("date")["month"]
    happened = [event for event in tomllib.loads(run.scenario).get("events", []) if event["date"] in months.index]
    opened = run.agreements[run.agreements["opened"] >= 0]
    usual = round(len(opened) / max(1, run.manifest.months))
    lines = []
    for date in sorted({event["date"] for event in happened})[:MOST_DATED]:
        names = [f"{event['name']} ({event['kind']})" for event in happened if event["date"] == date]
        talks = opened[opened["opened"] == months[date]]
        signed = counted(int(talks["signed"].notna().sum()), "was", "were")
        followed = f"{counted(len(talks), 'negotiation')} opened in that month (on average {usual:,}); {signed} signed."
        lines += _wrapped(f"{date}: {listed(names)}. {followed[0].upper()}{followed[1:]}")
    return _section("What happened when", lines) if lines else ""


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([title, *lines])
