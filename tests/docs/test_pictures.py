"""The pictures on the pages are those that the program draws now."""

import json
import re
from pathlib import Path

import pictures
import pytest
from PIL import Image, ImageChops

IMAGES = Path(pictures.__file__).parent / "images"
OLD = "is old: python docs/pictures.py"
DATED = re.compile(r"<dc:date>.*?</dc:date>")


def is_same(one: Path, other: Path) -> bool:
    """Return whether two pictures show the same."""
    if one.suffix == ".svg":
        texts = [DATED.sub("", each.read_text(encoding="utf-8")) for each in (one, other)]
        return texts[0] == texts[1]
    with Image.open(one) as first, Image.open(other) as second:
        # A map has its commit in the margin, so that its pixels differ with every commit; its run is in the description.
        runs = [each.info.get("Description") for each in (first, second)]
        if any(runs):
            digests = [run and json.loads(run)["digest"] for run in runs]
            return bool(digests[0] == digests[1])
        return first.size == second.size and not ImageChops.difference(first, second).getbbox(alpha_only=False)


@pytest.mark.slow
@pytest.mark.parametrize("make", dict.fromkeys(pictures.PICTURES.values()), ids=lambda make: make.__name__)
def test_every_picture_is_the_one_that_the_program_draws(make: object, tmp_path: Path) -> None:
    assert callable(make)
    make(tmp_path)
    names = [name for name, maker in pictures.PICTURES.items() if maker is make]
    for name in names:
        assert is_same(tmp_path / name, IMAGES / name), f"docs/images/{name} {OLD}"


def test_a_picture_that_shows_something_else_is_found(tmp_path: Path) -> None:
    for shade, name in ((0, "a.png"), (9, "b.png")):
        Image.new("RGBA", (4, 4), (shade, 0, 0, 255)).save(tmp_path / name)
    assert is_same(tmp_path / "a.png", tmp_path / "a.png")
    assert not is_same(tmp_path / "a.png", tmp_path / "b.png")
    assert not is_same(IMAGES / "c40-paris.png", IMAGES / "signed.png")
