"""Charts are saved as pictures with their provenance."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET


def test_charts_are_saved_as_pictures_with_their_provenance(begun: Any) -> None:
    page = begun.page
    begun.scrub(12)
    begun.tab("charts")
    for kind, start in (("svg", b"<svg "), ("png", b"\x89PNG")):
        with page.expect_download(timeout=60_000) as caught:
            page.click(f"[data-picture={kind}]")
        made = Path(caught.value.path()).read_bytes()
        assert made.startswith(start) and caught.value.suggested_filename == f"small-seed4-month12-charts.{kind}"
        if kind == "svg":
            drawn = ET.fromstring(made)
            caption = " ".join(drawn.itertext())
            assert "Antagonism" in caption and "seed 4, replicate 0, month 12" in caption and "commit" in caption
            assert len(drawn.findall(".//{*}polyline")) == page.locator(".pd-chart polyline").count() > 10
