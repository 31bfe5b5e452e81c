"""Share and keep: an address gives the same picture, what is kept says what made it, replicates run beside the visit."""

import csv
import io
import json
import re
import time
import tomllib
import zipfile
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from paradiplomacy.cli import background
from paradiplomacy.cli.background import Background, Batches
from paradiplomacy.cli.window import Folder, services
from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.write import to_toml
from paradiplomacy.visualisation.session.address import Address, AddressError, assignment, parse, written
from paradiplomacy.visualisation.state.page import Board
from paradiplomacy.visualisation.session.opening import ASKED_SCENARIO, address_of, first_visit, open_at
from paradiplomacy.visualisation.panels.charts import CHARTS
from paradiplomacy.visualisation.downloads import kinds, parcel_of
from paradiplomacy.visualisation.comparison.second_world import banded
from paradiplomacy.visualisation.services import OFFER, Bands, RefusedError, Services
from paradiplomacy.visualisation.session.session import SeedError, Session

type Visitor = Callable[..., Any]

CHANGES = {"world.cities": 60, "world.nations": 6, "search.burn_in": 2, "months": 30, "negotiation.agenda": "package"}


def values() -> st.SearchStrategy[object]:
    number = st.floats(allow_nan=False, allow_infinity=False, width=32)
    return st.one_of(st.booleans(), st.integers(-(2**40), 2**40), number, st.text(max_size=20))


@given(
    seed=st.integers(0, 2**63 - 1),
    month=st.integers(0, 2400),
    changes=st.dictionaries(st.sampled_from(["a.b", 'events."A & B = C".date', "issues.climate.need"]), values()),
)
@settings(max_examples=80, deadline=None)
def test_an_address_reads_back_as_it_was_written(seed: int, month: int, changes: dict[str, object]) -> None:
    address = Address("c40-paris", None, seed, month, changes)
    text = written(address)
    assert text is not None and parse(text) == address


@pytest.mark.parametrize(
    ("query", "error", "told"),
    [
        ("scenario=nonsense", AddressError, "no scenario is called"),
        ("scenario=/etc/passwd", AddressError, "no scenario is called"),
        ("scenario=../library/baseline.toml", AddressError, "no scenario is called"),
        ("seed=-1", SeedError, "whole number"),
        ("seed=1&seed=2", AddressError, "comes 2 times"),
        ("month=1e9", AddressError, "whole number"),
        ("month=99999999", AddressError, "from 0 to"),
        ("run=x", AddressError, "whole number"),
        ("evil=1", AddressError, "no part of an address"),
        ("set=nonsense", ScenarioError, "changes nothing"),
        ("&&&", AddressError, "cannot be read"),
        ("x" * 9_000, AddressError, "at most"),
        ("set=a=1&" * 200, AddressError, "cannot be read"),
    ],
)
def test_a_wrong_address_is_refused_with_what_would_be_right(query: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=re.escape(told)):
        parse(query)


def test_wrong_changes_and_runs_are_refused_before_anything_runs() -> None:
    with pytest.raises(ScenarioError, match="negotiation"):
        open_at(parse("scenario=synthetic&set=negotiation.power=7"))
    with pytest.raises(AddressError, match="no results folder"):
        open_at(parse("run=3"))


def test_opening_the_address_gives_the_same_picture() -> None:
    session = Session("synthetic", seed=11, changes=CHANGES)
    session.go_to(9)
    address = address_of(session, None)
    assert address is not None
    text = written(address._replace(month=9))
    assert text is not None
    again = open_at(parse(text)).session
    assert again.digest() == session.digest() and again.now.month == 9
    assert again.run.changes == session.run.changes


def test_a_scenario_from_nowhere_has_no_address(
    small: Scenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert address_of(Session(small, seed=3), None) is None
    file = tmp_path / "mine.toml"
    file.write_text(to_toml(small))
    monkeypatch.setenv(ASKED_SCENARIO, str(file))
    assert not first_visit(Address())
    session = Session(str(file), seed=3)
    found = address_of(session, None)
    assert found == Address(seed=3)
    assert open_at(found).session.digest() == session.digest()


def test_only_a_visit_that_asks_for_nothing_is_a_first_visit() -> None:
    assert first_visit(parse("")) and first_visit(parse(None))
    assert not first_visit(parse("seed=1"))


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setattr(OFFER, "services", services())
    return OFFER.services


def content(kind: str, session: Session) -> bytes:
    return b64decode(parcel_of(kind, session)["content"])


def test_the_tables_are_those_of_the_run_and_say_what_made_them(visit: Session, offered: Services) -> None:
    assert offered.tables
    visit.restart(changes={"politics.election_interval": 24})
    visit.go_to(5)
    with zipfile.ZipFile(io.BytesIO(content("tables", visit))) as archive:
        names = archive.namelist()
        assert {"events.csv", "agreements.csv", "monthly.csv", "cities.csv", "manifest.json", "scenario.toml"} <= set(
            names
        )
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["digest"] == visit.digest() and manifest["seed"] == visit.run.seed and manifest["months"] == 5
        assert manifest["changes"] == {"politics.election_interval": 24}
        for name in names:
            if name.endswith(".csv"):
                assert visit.digest() in archive.read(name).decode().splitlines()[0], name
        rows = list(csv.reader(io.StringIO(archive.read("monthly.csv").decode())))[2:]
        assert [int(row[0]) for row in rows if int(row[0]) >= 0] == list(range(5))


def test_the_scenario_file_reads_back_as_what_is_played(visit: Session, offered: Services) -> None:
    assert offered
    visit.restart(changes={"politics.election_interval": 24})
    text = content("scenario", visit).decode()
    assert read.read_text(text, name=visit.run.scenario.name) == visit.run.scenario
    assert "seed 5" in text and "# changed: politics.election_interval=24" in text


def test_the_map_is_a_picture_that_says_what_made_it(visit: Session, offered: Services) -> None:
    assert offered
    with pytest.raises(RefusedError, match="first month"):
        parcel_of("png", visit)
    visit.go_to(2)
    assert content("png", visit).startswith(b"\x89PNG")
    svg = content("svg", visit).decode()
    assert svg.lstrip().startswith("<?xml") and visit.digest() in svg
    with pytest.raises(LookupError, match="not offered"):
        parcel_of("../secret", visit)


def test_without_the_command_only_the_scenario_file_is_offered(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OFFER, "services", Services())
    assert list(kinds()) == ["scenario"]
    board = Board(visit)
    board.run_batch(10)
    assert board.batch.value is None and board.trouble.value is not None


def test_bands_lie_behind_what_is_played(visit: Session) -> None:
    now = visit.go_to(4)
    low, middle, high = ({name: [value] * 4 for name in now.totals} for value in (0.0, 1.0, 2.0))
    charts = banded(now, Bands(9, range(4), low, middle, high))
    assert len(charts) == len(CHARTS)
    for chart, (_, _, lines) in zip(charts, CHARTS, strict=True):
        assert len(chart["series"]) == 2 * len(lines) and len(chart["bands"]) == len(lines)
        assert [line["values"] for line in chart["series"] if line["dash"]] == [[1.0] * 4] * len(lines)
        played = [line["values"] for line in chart["series"] if not line["dash"]]
        assert played == [now.totals[name].round(4).tolist() for name, _, _ in lines]
        assert all(band["low"] == [0.0] * 4 and band["high"] == [2.0] * 4 for band in chart["bands"])
    assert banded(now, Bands(9, range(4), {}, {}, {})) == []


def waited(job: Background) -> str:
    for _ in range(600):
        if job.progress().state != "running":
            break
        time.sleep(0.2)
    return job.progress().state


def test_replicates_run_beside_the_visit_and_the_first_is_what_is_seen(small: Scenario, visit: Session) -> None:
    job = Batches().start(change.apply(small, {"months": 6}), 5, 3)
    try:
        assert waited(job) == "done", job.progress()
        bands = job.bands()
        assert bands.runs == 3 and bands.months == list(range(6))
        visit.go_to(6)
        kept = BatchResults(job.results)
        mine = kept["monthly"][(kept["monthly"]["run"] == 0) & (kept["monthly"]["month"] >= 0)]
        for name in ("stock_in_force", "antagonism", "divergence"):
            assert mine[name].tolist() == pytest.approx(visit.now.totals[name].tolist())
            low, middle, high = bands.low[name], bands.middle[name], bands.high[name]
            assert all(a <= b <= c for a, b, c in zip(low, middle, high, strict=True))
            months = kept["monthly"][kept["monthly"]["month"] == 4]
            assert middle[4] == pytest.approx(months[name].median(), abs=1e-6)
    finally:
        job.cancel()
    assert not job.results.exists()


def test_a_server_runs_few_batches_and_a_cancelled_one_makes_room(
    small: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "MOST_AT_ONCE", 1)
    server = Batches()
    first = server.start(small, 1, 100)
    with pytest.raises(RefusedError, match="all that it will run"):
        server.start(small, 2, 100)
    first.cancel()
    assert first.progress().state == "stopped" and first._process.poll() is not None
    second = server.start(small, 2, 100)
    server.end()
    assert second._process.poll() is not None and not second.results.exists()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of two settings and two replicates."""
    place = tmp_path_factory.mktemp("batch") / "results"
    design = Design(
        title="Power",
        scenario="synthetic",
        measures=("agreements", "antagonism"),
        seed=8,
        replicates=2,
        changes={"world.cities": 40, "world.nations": 5, "months": 8, "search.burn_in": 1},
        levers=(Factor("negotiation.power", values=(0.0, 0.6)),),
    )
    batch(design, place, workers=1)
    return place


def test_every_run_of_a_folder_opens_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, shown = BatchResults(folder), Folder(folder)
    monkeypatch.setattr(OFFER, "services", services(folder))
    assert len(shown.runs) == 4 and shown.title == "Power"
    assert {"agreements", "antagonism", "run", "replicate"} < set(shown.columns)
    for run in range(4):
        opened = open_at(parse(f"run={run}&month=8"))
        recorded = kept.runs.set_index("run").loc[run, "digest"]
        assert opened.session.digest() == recorded
        address = address_of(opened.session, opened.run)
        assert address is not None and not address.changes and address.run == run
        assert open_at(address._replace(month=8)).session.digest() == recorded
    assert open_at(Address()).run == 0
    with pytest.raises(AddressError, match="no run 4"):
        open_at(parse("run=4"))


def test_a_click_on_a_point_opens_its_run(visitor: Visitor, serve: Callable[..., str], folder: Path) -> None:
    visit = visitor(serve(str(folder)), months=8)
    page = visit.page
    visit.month(0)
    page.click("[data-tab=runs]")
    expect(page.locator(".pd-scatter circle")).to_have_count(4)
    expect(page.locator(".pd-scatter")).to_have_attribute("aria-label", "Runs by negotiation.power and agreements")
    before = page.locator(".pd-scatter circle[data-run='3']").get_attribute("cy")
    page.select_option(".pd-run-y", "run")
    page.select_option(".pd-run-x", "agreements")
    expect(page.locator(".pd-scatter")).to_have_attribute("aria-label", "Runs by agreements and run")
    assert page.locator(".pd-scatter circle[data-run='3']").get_attribute("cy") != before
    page.locator(".pd-scatter circle[data-run='3']").click()
    expect(page.locator(".pd-run-shown")).to_contain_text("run 3, negotiation.power 0.6, replicate 1", timeout=30_000)
    visit.scrub(8)
    page.wait_for_function("location.search.includes('run=3') && location.search.includes('month=8')")
    visit.tab("share")
    digest = BatchResults(folder).runs.set_index("run").loc[3, "digest"]
    expect(page.locator(".pd-digest")).to_have_text(str(digest))


def test_the_address_bar_brings_another_visitor_to_the_same_picture(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.tab("controls")
    page.fill("[aria-label='Search the controls']", "election_interval")
    page.fill("[data-path='politics.election_interval']", "24")
    page.locator("[data-path='politics.election_interval']").dispatch_event("change")
    page.click(".pd-apply")
    expect(page.locator(".pd-head")).to_contain_text("changed", timeout=20_000)
    visit.scrub(7)
    page.wait_for_function("location.search.includes('month=7')")
    assert "set=politics.election_interval%3D24" in page.url and "seed=4" in page.url
    visit.tab("share")
    digest = page.locator(".pd-digest").inner_text()
    assert page.input_value(".pd-link-text") == page.url
    page.click(".pd-copy")
    expect(page.locator(".pd-copy")).to_have_text("copied")
    page.wait_for_function("location.search.includes('month=7')")
    other = visitor(page.url)
    other.month(7)
    other.tab("share")
    expect(other.page.locator(".pd-digest")).to_have_text(digest)


def test_a_wrong_address_is_told_on_the_page_with_a_way_out(address: str, browser: Any) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}?set={quote('negotiation.power=9')}&seed=1")
    expect(page.locator("[role=alert]")).to_contain_text("negotiation.power", timeout=60_000)
    page.click(".pd-home")
    page.wait_for_selector(".pd-top", timeout=60_000)
    page.context.close()


def test_what_is_kept_arrives_and_replicates_are_drawn_as_bands(visitor: Visitor, address: str) -> None:
    visit = visitor(address)
    page = visit.page
    visit.scrub(2)
    visit.tab("share")
    for kind, start in (("scenario", b"# A small world"), ("tables", b"PK"), ("png", b"\x89PNG"), ("svg", b"<?xml")):
        with page.expect_download(timeout=60_000) as caught:
            page.click(f"[data-keep={kind}]")
        path = caught.value.path()
        assert Path(path).read_bytes().startswith(start)
        assert caught.value.suggested_filename.startswith("small-seed4-month2.")
    tomllib.loads(to_toml(read.read("synthetic")))
    page.fill(".pd-count", "3")
    page.click(".pd-replicate")
    expect(page.locator(".pd-cancel")).to_be_visible()
    expect(page.locator(".pd-batch")).to_contain_text("3 runs are done. The bands", timeout=180_000)
    expect(page.locator(".pd-chart polygon").first).to_be_attached()
    page.fill(".pd-count", "100")
    page.click(".pd-replicate")
    page.click(".pd-cancel")
    expect(page.locator(".pd-replicate")).to_be_visible()


def test_changes_are_written_as_the_command_line_reads_them() -> None:
    assert assignment("a.b", "x y") == 'a.b="x y"'
    assert change.parse_assignment(assignment("a.b", ("x", "y"))) == ("a.b", ["x", "y"])
