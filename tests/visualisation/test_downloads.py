"""Downloads state what made them."""

import csv
import io
import json
import zipfile
from base64 import b64decode
from pathlib import Path

import pytest
from own_tables import CITIES, own_world

from paradiplomacy.cli.window import services
from paradiplomacy.scenarios.format import read
from paradiplomacy.visualisation.downloads import EXPORTS, download, kinds
from paradiplomacy.visualisation.services import RefusedError, Services, Settings
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState


def content(kind: str, session: Session) -> bytes:
    return b64decode(download(kind, session, services())["content"])


def test_the_tables_are_those_of_the_run_and_say_what_made_them(visit: Session) -> None:
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


def test_the_scenario_file_reads_back_as_what_is_played(visit: Session) -> None:
    visit.restart(changes={"politics.election_interval": 24})
    text = content("scenario", visit).decode()
    assert read.read_text(text, name=visit.run.scenario.name) == visit.run.scenario
    assert "seed 5" in text and "# changed: politics.election_interval=24" in text


def test_the_map_is_a_picture_that_says_what_made_it(visit: Session) -> None:
    with pytest.raises(RefusedError, match="first month"):
        download("png", visit, services())
    visit.go_to(2)
    assert content("png", visit).startswith(b"\x89PNG")
    svg = content("svg", visit).decode()
    assert svg.lstrip().startswith("<?xml") and visit.digest() in svg
    with pytest.raises(LookupError, match="not offered"):
        download("../secret", visit, services())


def test_the_run_can_be_saved_in_the_formats_of_other_programs(visit: Session) -> None:
    with pytest.raises(RefusedError, match="first month"):
        download("gexf", visit, services())
    visit.go_to(2)
    for kind, file in zip(
        EXPORTS, ("network.gexf", "network.graphml", "ties.geojson", "flows.csv", "cities.dta"), strict=True
    ):
        with zipfile.ZipFile(io.BytesIO(content(kind, visit))) as archive:
            assert file in archive.namelist()
            assert json.loads(archive.read("provenance.json"))["digest"] == visit.digest()
    assert download("gexf", visit, services())["name"].endswith("month2-gexf.zip")


def test_the_tables_of_a_users_own_world_are_among_the_files(tmp_path: Path) -> None:
    owner = read.read(own_world(tmp_path))
    with zipfile.ZipFile(io.BytesIO(content("tables", Session(owner, owner=owner)))) as archive:
        assert archive.read("own/0/cities.csv").decode() == CITIES


def test_without_services_only_the_scenario_file_is_offered(visit: Session) -> None:
    assert list(kinds(Services())) == ["scenario"]
    page = PageState(visit, Settings())
    page.sharing.run_batch(10)
    assert page.sharing.batch.value is None and page.playback.failure.value is not None
