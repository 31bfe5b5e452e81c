"""The gate: nothing that a visitor sends reads or runs a file of the server or makes too large a world, whatever way it came."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hostile import corpus
from own_tables import CITIES, NATIONS, TIES, own_world

from paradiplomacy.cli.window import about, services
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario
from paradiplomacy.scenarios.format.write import to_toml
from paradiplomacy.scenarios.world import build, effect
from paradiplomacy.visualisation.comparison.second_world import second_world
from paradiplomacy.visualisation.downloads import scenario_file
from paradiplomacy.visualisation.services import RecordedRun, Services, Settings
from paradiplomacy.visualisation.session import uploads
from paradiplomacy.visualisation.session.address import AddressError, assignment, parse
from paradiplomacy.visualisation.session.gate import MOST_CHANGES, changed, uploaded
from paradiplomacy.visualisation.session.opening import open_at
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.session.uploads import LARGEST_TABLE
from paradiplomacy.visualisation.state.page import PageState

GOOD = 'extends = "synthetic"\ntitle = "Mine"\nquestion = "Does it open?"\nsources = ["none"]\nmonths = 12\n'

CLAIM = '[[expectations]]\nname = "a claim"\nmeasure = "{measure}"\nchanges = ["negotiation.power=0"]\n'

SECRET = "the secret of this machine"


def test_a_good_file_opens_as_it_would_from_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(GOOD)
    assert uploaded(GOOD, "mine.toml") == read.read(file)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "c:\\windows\\x.toml", "", "a\0b", "<b>x</b>.toml"]
)
def test_the_name_of_an_upload_is_never_a_path(name: str) -> None:
    found = uploaded(GOOD, name).name
    assert found and not set(found) & set("/\\.<>\0:")


@pytest.mark.parametrize("path", ["{there}", "../{there}", "../../../../../..{there}", "./library/baseline.toml"])
def test_an_upload_extends_no_file(tmp_path: Path, path: str) -> None:
    there = tmp_path / "other.toml"
    there.write_text(f'extends = "synthetic"\ntitle = "{SECRET}"\n')
    with pytest.raises(ScenarioError, match="extends a file") as caught:
        uploaded(GOOD.replace('"synthetic"', f'"{path.format(there=there)}"'), "mine.toml")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("path", ["/etc/passwd", "{missing}"])
def test_the_message_does_not_say_which_files_there_are(tmp_path: Path, path: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        uploaded(GOOD.replace('"synthetic"', f'"{path.format(missing=tmp_path / "none")}"'), "mine.toml")
    assert "no such file" not in str(caught.value) and "root:" not in str(caught.value)


def test_an_upload_runs_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "ran"
    (tmp_path / "evil.py").write_text(f"open({str(mark)!r}, 'w')\ndef rule(cases, c): return 0.5\n")
    monkeypatch.chdir(tmp_path)
    for name in ("evil.py:rule", f"{tmp_path}/evil.py:rule"):
        with pytest.raises(ScenarioError, match="rule from a file"):
            uploaded(GOOD + f'[rules]\nprotocol = "{name}"\n', "mine.toml")
    assert not mark.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("title = ", "not TOML"),
        ("\0", "zero byte"),
        (GOOD.replace("Mine", "Min\ufffd"), "not UTF-8"),
        ("x" * 1_000_001, "too large"),
        (GOOD + "[politics]\nelction_interval = 4\n", "did you mean"),
        (GOOD + "[world]\ncities = 100000\n", "too large for a page"),
        (
            GOOD + CLAIM.format(measure="agreements").replace('"negotiation.power=0"', '"months=3",' * 300),
            "300 changes",
        ),
        (GOOD + "extends = 5\n", "not TOML"),
        ("[" * 5000, "not TOML|nested too deep"),
    ],
)
def test_a_wrong_upload_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        uploaded(text, "mine.toml")


def test_too_many_changes_are_refused() -> None:
    with pytest.raises(ScenarioError, match="expected at most"):
        changed(read.read("synthetic"), {f"politics.x{number}": 1 for number in range(MOST_CHANGES + 1)})


class Recorded:
    """A results folder with one run, which somebody has tampered with."""

    title, first, columns, runs = "a folder", 0, {}, ()

    def __init__(self, scenario: Scenario, path: str, value: object) -> None:
        self._run = RecordedRun(scenario, {path: value}, 1, 0)

    def open(self, _run: int) -> RecordedRun:
        """Return the run, whatever its number."""
        return self._run


def line(path: str, value: object) -> str:
    """Return a change as an address or a text box has it."""
    try:
        return assignment(path, value)
    except (TypeError, ValueError):
        return f"{path}={value}"


def by_address(_visit: Session, path: str, value: object) -> None:
    open_at(parse(urlencode({"scenario": "synthetic", "set": line(path, value)})), Settings())


def by_address_of_the_owners_scenario(_visit: Session, path: str, value: object) -> None:
    open_at(parse(urlencode({"set": line(path, value)})), Settings(scenario="synthetic"))


def by_upload(visit: Session, path: str, value: object) -> None:
    uploaded(to_toml(change.apply(visit.plain, {path: value})), "mine.toml", about)


def by_expectation_of_an_upload(visit: Session, path: str, value: object) -> None:
    claim = Expectation("a claim", "agreements", changes=(line(path, value),))
    uploaded(to_toml(replace(visit.plain, expectations=(claim,))), "mine.toml", about)


def by_expectation_of_the_owners_scenario(visit: Session, path: str, value: object) -> None:
    if path in ("title", "question"):
        raise ScenarioError([])  # a long text of the owner is the owner's affair
    claim = Expectation("a claim", "agreements", changes=(line(path, value),))
    owner = replace(visit.plain, name="mine", expectations=(claim,))
    page = PageState(Session(owner, owner=owner), Settings())
    page.comparison.predict({"number": 0, "answer": "higher"})
    assert page.comparison.second.value is None
    failure = page.playback.failure.value
    assert failure is not None and not failure.place, failure
    raise ScenarioError([])


def by_controls(visit: Session, path: str, value: object) -> None:
    visit.restart(changes={path: value})


def by_second_world(visit: Session, path: str, value: object) -> None:
    second_world(visit, {"changes": line(path, value)})


def by_results_folder(visit: Session, path: str, value: object) -> None:
    settings = Settings(services=Services(results=Recorded(visit.plain, path, value)))
    open_at(parse("run=0"), settings)


def by_link_to_a_run(visit: Session, path: str, value: object) -> None:
    settings = Settings(services=Services(results=Recorded(visit.plain, "months", 3)))
    open_at(parse(urlencode({"run": "0", "set": line(path, value)})), settings)


WAYS = (
    by_address, by_address_of_the_owners_scenario, by_upload, by_expectation_of_an_upload,
    by_expectation_of_the_owners_scenario, by_controls, by_second_world, by_results_folder, by_link_to_a_run,
)  # fmt: skip


@pytest.fixture(scope="module")
def tiny() -> Session:
    sizes = {"world.cities": 20, "world.nations": 3, "search.burn_in": 0, "months": 24}
    return Session(change.apply(read.read("synthetic"), sizes), seed=2)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, object]]]:
    """The corpus; afterwards none of it may have run."""
    monkeypatch.chdir(tmp_path)
    yield corpus(tmp_path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_hostile_text_comes_in_on_any_way(
    way: Callable[[Session, str, object], None], tiny: Session, hostile: list[tuple[str, object]]
) -> None:
    before = tiny.run
    for path, value in hostile:
        try:
            way(tiny, path, value)
        except (ScenarioError, AddressError):
            continue
        pytest.fail(f"{path}={str(value)[:60]} came in")
    assert tiny.run is before


@pytest.mark.parametrize("path", ["world.ties", "world.own_cities", 'world . "own_cities"', "world.own_nations"])
def test_a_page_reads_no_table_and_says_nothing_of_its_content(tiny: Session, tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(f"name,city_a,{SECRET}\n{SECRET},{SECRET},{SECRET}\n")
    claim = CLAIM.format(measure="agreements").replace("negotiation.power=0", f"{path}={secret}".replace('"', '\\"'))
    for way in (
        lambda: tiny.restart(changes={path: str(secret)}),
        lambda: uploaded(GOOD + claim, "mine.toml", about),
        lambda: uploaded(GOOD + f'[world]\n{path.split(".")[1].strip()} = "{secret}"\n', "mine.toml", about),
    ):
        with pytest.raises(ScenarioError, match="table from a file") as caught:
            way()
        assert SECRET not in str(caught.value)


def test_the_tables_that_the_owner_opened_are_allowed_but_no_others(tmp_path: Path) -> None:
    owner, other = read.read(own_world(tmp_path)), tmp_path / "other"
    other.mkdir()
    assert changed(owner, {"response.tolerance": 0.3}, owner=owner).world == owner.world
    with pytest.raises(ScenarioError, match="table from a file"):
        changed(read.read(own_world(other)), {}, owner=owner)


def test_the_rules_and_size_that_the_owner_opened_are_allowed_but_no_more(tiny: Session, tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def rule(cases, c):\n    return 0.5\n")
    own = change.apply(tiny.plain, {"rules.protocol": f"{tmp_path / 'mine.py'}:rule", "search.burn_in": 130})
    assert changed(own, {"world.cities": 30}, owner=own).world.cities == 30
    with pytest.raises(ScenarioError, match="rule from a file"):
        changed(own, {"world.cities": 30})
    with pytest.raises(ScenarioError, match="expected at most 130"):
        changed(own, {"search.burn_in": 140}, owner=own)
    with pytest.raises(ScenarioError, match="rule from a file"):
        changed(own, {"rules.reply": f"{tmp_path / 'mine.py'}:rule"}, owner=own)


EVERYBODY = {"kind": "summit", "date": "2016-01", "who": ["cities"], "meetings": 100, "issues": ["climate"]}


@pytest.mark.parametrize(
    "more",
    [
        {"negotiation.capacity_city": 20},
        {"negotiation.capacity_city": 1000},
        {'events."Everybody"': EVERYBODY},
        {'events."One text"': {"kind": "conference", "date": "2016-01", "who": ["cities"]}},
    ],
)
def test_what_is_harmless_alone_is_refused_together(tiny: Session, more: dict[str, object]) -> None:
    large = {"world.cities": 3_000}
    assert changed(tiny.plain, large) and changed(tiny.plain, more)
    with pytest.raises(ScenarioError, match="too large for a page"):
        changed(tiny.plain, large | more)


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        ("nonsense", "unknown measure"),
        ("agrements", "did you mean agreements"),
        ("evil.py:rule", "measure from a file"),
        ("agreements of Atlantis", "Atlantis"),
        ("signed on nonsense", "nonsense"),
    ],
)
def test_whatever_an_upload_names_exists(measure: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        uploaded(GOOD + CLAIM.format(measure=measure), "mine.toml", about)
    assert uploaded(GOOD + CLAIM.format(measure="signed of cities:N001 on climate"), "mine.toml", about)


def test_a_page_has_the_measures_of_the_command_line() -> None:
    assert services().about is about


def test_tables_uploaded_with_a_scenario_make_its_world(tmp_path: Path) -> None:
    file, tables = own_world(tmp_path), {"cities.csv": CITIES, "nations.csv": NATIONS, "ties.csv": TIES}
    found = uploaded(file.read_text(), "own.toml", about, tables)
    assert build.build(found, burn_in=False).digest() == build.build(read.read(file), burn_in=False).digest()
    visit = Session(found)
    visit.restart(changes={"response.tolerance": 0.3})
    visit.go_to(1)
    assert 'own_cities = "0-cities.csv"' in scenario_file(visit) and str(tmp_path) not in scenario_file(visit)


def test_tables_uploaded_alone_are_recognised_by_their_headers() -> None:
    found = uploaded("", "towns.csv", about, {"towns.csv": CITIES, "links.csv": TIES, "lands.csv": "\ufeff" + NATIONS})
    assert [actor.id for actor in effect.population(found, found.world).nations] == ["ATL", "BEL", "NLD"]
    with pytest.raises(ScenarioError, match="without cities"):
        uploaded("", "links.csv", about, {"links.csv": TIES})


def test_mistakes_of_uploaded_tables_are_reported_by_the_visitors_names() -> None:
    with pytest.raises(ScenarioError) as caught:
        uploaded("", "towns.csv", about, {"../../towns.csv": CITIES.replace("343779", "-1"), "lands.csv": NATIONS})
    assert str(caught.value).startswith("towns.csv:3: population: ") and "uploads" not in str(caught.value)
    with pytest.raises(ScenarioError, match="Excel"):
        uploaded("", "towns.csv", about, {"towns.csv": "PK\x03\x04 and so on"})
    with pytest.raises(ScenarioError, match="not UTF-8"):
        uploaded("", "towns.csv", about, {"towns.csv": CITIES + "Besan\ufffdon,FRA,6,47,116000\n"})


def test_an_upload_has_few_tables_of_limited_size_and_reaches_no_others(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="4 tables"):
        uploaded("", "a.csv", about, {f"{at}.csv": CITIES for at in range(4)})
    with pytest.raises(ScenarioError, match="too large"):
        uploaded("", "a.csv", about, {"a.csv": "x" * (LARGEST_TABLE + 1)})
    rows = "".join(f"City {at},NLD,4.9,52.4,2000\n" for at in range(4_000))
    with pytest.raises(ScenarioError, match="too large for a page"):
        uploaded("", "a.csv", about, {"a.csv": f"name,nation,lon,lat,population\n{rows}"})
    (tmp_path / "other.csv").write_text(CITIES)
    text = GOOD + f'[world]\nkind = "own"\ncities = "{tmp_path}/other.csv"\n'
    for other in (text, text.replace("cities =", "own_cities =")):
        with pytest.raises(ScenarioError, match="a table from a file"):
            uploaded(other, "mine.toml", about, {"cities.csv": CITIES})


def test_the_oldest_uploads_are_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_KEPT", 2)
    kept = uploads.Uploads()
    files = [kept.store({"a.csv": CITIES})["a.csv"] for _ in range(3)]
    assert [file.exists() for file in files] == [False, True, True] == [kept.holds(file) for file in files]
    assert not kept.holds(files[1].parent.parent / "other" / files[1].name)


def test_a_page_cannot_change_the_story_but_may_remove_what_it_is_about() -> None:
    plain = read.read("us-climate-exit")
    path = 'stops."The United States leave".says'
    with pytest.raises(ScenarioError, match="cannot change the story"):
        changed(plain, {path: "Nobody leaves; {joined} join."})
    without = changed(plain, {'events."The United States leave"': None})
    assert {stop.name for stop in plain.stops} - {stop.name for stop in without.stops} == {
        "The United States leave",
        "After the summer",
    }
