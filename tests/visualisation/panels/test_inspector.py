"""The inspector in a real browser leads from an agreement back to its negotiation."""

import re
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
    page.click(".pd-back")
    # The months before that of the talks are done.
    year, month = map(int, date.split("-"))
    begun.month((year - 2016) * 12 + month - 1)
    assert all(each.inner_text() in issues for each in page.locator(".pd-choice[aria-pressed=true]").all())
