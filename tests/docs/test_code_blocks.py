"""Every block of code in the README and the documentation is run, page by page or section by section, in an empty folder."""

from pathlib import Path

import page_code
import pytest
from page_code import APART, GENERATED, PAGES, RUN, SHOWN, Part, blocks, name_of, parts


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_has_a_language_that_is_run_or_shown(page: Path) -> None:
    for block in blocks(page):
        is_known = block.language in RUN | SHOWN or block.language.startswith(GENERATED)
        assert is_known, f"{page.name}:{block.line}: {block.language!r}"


def test_there_are_pages_with_code() -> None:
    assert {"README.md", "script.md", "browser.md", "compare.md"} <= {part.page.name for part in parts()}


def test_pages_that_are_run_by_section_are_there() -> None:
    assert {name_of(page) for page in PAGES} >= set(APART)


@pytest.mark.parametrize("part", parts(), ids=str)
def test_the_code_of_a_page_runs(part: Part, tmp_path: Path) -> None:
    page_code.run(part, tmp_path)
