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
    expect(page.locator(".pd-why")).to_contain_text(f"how a negotiation in {date} goes", timeout=60_000)
    # The months before that of the talks are done.
    year, month = map(int, date.split("-"))
    begun.month((year - 2016) * 12 + month - 1)
    assert all(each.inner_text() in issues for each in page.locator(".pd-choice[aria-pressed=true]").all())
