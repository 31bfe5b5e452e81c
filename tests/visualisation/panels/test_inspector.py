"""The inspector in a real browser leads from an agreement back to its negotiation."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect


def test_an_agreement_leads_back_to_its_negotiation(begun: Any) -> None:
    page = begun.page
    begun.scrub(12)
    # Other lines may be about an agreement from before the run, whose negotiation cannot be shown.
    page.locator(".pd-feed li.pd-agree button", has_text=" sign on ").first.click()
    button = page.locator(".pd-explain")
    date = re.findall(r"\d{4}-\d{2}", button.inner_text())[0]
    issues = page.locator(".pd-panel section[aria-label=Agreement] p").first.inner_text()
    button.click()
    expect(page.locator(".pd-why")).to_contain_text(f"the talks that ended in {date}", timeout=60_000)
    expect(page.locator(".pd-why p").first).to_have_text(re.compile(r"^They signed in \w+ 2016 because both gain"))
    gives = page.locator(".pd-panel section[aria-label=Agreement] tbody td:nth-child(3)").all_inner_texts()
    table = page.locator(".pd-why tbody tr", has_text="gives on")
    rows = [row.locator("th, td").all_inner_texts() for row in table.all()]
    # What rounds to nothing is a commitment for the sheet, which knows the number itself.
    gives = [", ".join(part for part in text.split(", ") if not part.endswith(" 0.00")) for text in gives]
    assert gives == [
        ", ".join(f"{row[0].removeprefix('gives on ')} {row[at]}" for row in rows if float(row[at])) for at in (1, 2)
    ]
    begun.month(12)
    page.click(".pd-panel .pd-back")
    # The months before that of the talks are done.
    year, month = map(int, date.split("-"))
    begun.month((year - 2016) * 12 + month - 1)
    assert all(each.inner_text() in issues for each in page.locator(".pd-choice[aria-pressed=true]").all())


TALKS = """
extends = "synthetic"
title = "Texts of several parties"
question = "Does the window show them?"
sources = ["none: made for a test"]
months = 6
[world]
cities = 30
nations = 5
[search]
burn_in = 0
[utility]
benefit_scale = 4.0
[[clubs]]
name = "Accord"
kind = "nation treaty"
founded = "2016-01"
invited = ["nations"]
issues = ["climate"]
settles = true
bonus = 0.1
charter = "bargained"
[[events]]
date = "2016-02"
kind = "conference"
name = "One text"
who = ["cities", "nations"]
"""


def test_texts_of_several_parties_show_what_each_gives_and_gets(
    serve: Callable[..., str], visitor: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "talks.toml"
    file.write_text(TALKS)
    visit = visitor(serve(str(file), "--seed", "2"), months=6)
    page = visit.page
    visit.scrub(2)
    page.locator(".pd-feed button", has_text="to negotiate one text").first.click()
    sheet = page.locator("section[aria-label='Text of several parties']")
    expect(sheet).to_contain_text("One text")
    expect(sheet).to_contain_text("of 35 invited take part")
    expect(sheet.locator("table").first).to_contain_text("climate 0.")
    # A party's own sheet leads to the text of its treaty.
    sheet.locator("button", has_text=re.compile("^N001$")).click()
    page.locator(".pd-text", has_text="Accord").click()
    expect(sheet).to_contain_text("of 5 invited take part")
