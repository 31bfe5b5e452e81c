"""The wheel and the source archive hold everything, and work where there is no repository."""

import re
import tarfile
import zipfile
from pathlib import Path

import archives
import pytest
from archives import Built

pytestmark = pytest.mark.slow
ROOMS = {"interface": "", "agents": "agents/", "model": "model/", "scenarios": "scenarios/",
         "experiments": "experiments/", "visualisation": "visualisation/"}  # fmt: skip
MADE = re.compile(r"PKG-INFO|setup\.cfg|paradiplomacy\.egg-info/.*")
"""Files that the build adds to a source archive."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return archives.build(tmp_path_factory.mktemp("archives"))


def files(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_the_source_archive_holds_every_file_of_the_repository(built: Built) -> None:
    with tarfile.open(built.source) as archive:
        names = {each.name.partition("/")[2] for each in archive if each.isfile()}
    assert {name for name in names if not MADE.fullmatch(name)} == files(built.tree)


def test_the_wheel_holds_every_file_of_the_package_and_no_other(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = archive.namelist()
        about = archive.read(next(name for name in names if name.endswith("/METADATA"))).decode()
    expected = {f"paradiplomacy/{place}{name}" for room, place in ROOMS.items() for name in files(built.tree / room)}
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert {Path(name).name for name in names if "/licenses/" in name} == {"LICENSE", "NOTICE.md"}
    assert "Author: The paradiplomacy developers" in about and "Description-Content-Type: text/markdown" in about
    assert "![" not in about


@pytest.mark.parametrize("archive", ["wheel", "source"])
def test_everything_works_from_an_archive_in_an_empty_folder(built: Built, archive: str, tmp_path: Path) -> None:
    programs = archives.install(getattr(built, archive), tmp_path)
    asked = [str(programs / "python"), "-c", "import paradiplomacy; print(paradiplomacy.__path__)"]
    assert str(tmp_path) in archives.run(asked, tmp_path, archives.alone(tmp_path))
    (tmp_path / "empty").mkdir()
    archives.use([str(programs / "paradiplomacy")], tmp_path / "empty")
