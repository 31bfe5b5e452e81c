"""Copies hold the files as they are, each folder apart, and lead to the same function."""

from pathlib import Path

from paradiplomacy.experiments.results.copies import copies
from paradiplomacy.model import own_files


def test_files_of_two_folders_are_copied_with_their_helpers_and_load_from_there(tmp_path: Path) -> None:
    names = []
    for number in ("one", "two"):
        (tmp_path / number).mkdir()
        (tmp_path / number / "mine.py").write_text("import helper\nf = g = lambda: helper.WHICH")
        (tmp_path / number / "helper.py").write_text(f"WHICH = {number!r}")
        names += [f"{tmp_path / number / 'mine.py'}:{name}" for name in "fg"]
    found = copies(names)
    assert sorted(found.contents) == ["own/0/helper.py", "own/0/mine.py", "own/1/helper.py", "own/1/mine.py"]
    found.write(tmp_path / "results")
    for name, which in zip(names, ("one", "one", "two", "two"), strict=True):
        (own_files.file_of(name)).unlink(missing_ok=True)
        place = own_files.placed(found.names[name], tmp_path / "results")
        assert getattr(own_files.load(own_files.file_of(place)), name[-1])() == which
