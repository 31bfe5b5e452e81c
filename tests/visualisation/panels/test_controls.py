"""The controls in a real browser: scenarios, files, parameters."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from own_tables import CITIES, NATIONS
from playwright.sync_api import expect

type Visitor = Callable[..., Any]


def test_another_scenario_of_the_library_is_opened(visitor: Visitor, address: str) -> None:
    visit = visitor(address, months=120)
    page = visit.page
    visit.tab("controls")
    page.select_option(".pd-scenario", "synthetic")
    expect(page.locator(".pd-panel")).to_contain_text("What follows from the rules alone")
    page.click(".pd-open")
    visit.month(0)
    expect(page.locator(".pd-head p").first).to_contain_text("What follows from the rules alone")


def test_controls_list_what_will_change_and_apply_it(begun: Any) -> None:
    page = begun.page
    begun.tab("controls")
    page.fill("[aria-label='Search the controls']", "election_interval")
    page.fill("[data-path='politics.election_interval']", "24")
    page.locator("[data-path='politics.election_interval']").dispatch_event("change")
    expect(page.locator(".pd-pending")).to_contain_text("politics.election_interval")
    page.click(".pd-apply")
    # Before the answer has come: what is typed meanwhile stays.
    page.fill("[data-path='politics.election_interval']", "-5")
    page.locator("[data-path='politics.election_interval']").dispatch_event("change")
    expect(page.locator(".pd-head")).to_contain_text("changed: politics.election_interval", timeout=20_000)
    page.click(".pd-apply")
    expect(page.locator("[role=alert]")).to_contain_text("too small", timeout=20_000)
    expect(page.locator(".pd-head")).to_contain_text("changed: politics.election_interval")


GOOD = 'extends = "synthetic"\ntitle = "Mine"\nquestion = "Does it open?"\nmonths = 12\n[world]\ncities = 40\nnations = 4\n'


def test_a_file_of_ones_own_opens_or_says_what_is_wrong(visitor: Visitor, address: str, tmp_path: Path) -> None:
    visit = visitor(address)
    page = visit.page
    visit.tab("controls")
    for name, text, message in (
        ("typo.toml", GOOD + "[politics]\nelction_interval = 4\n", "did you mean"),
        ("files.toml", GOOD.replace('"synthetic"', '"/etc/passwd"'), "extends a file"),
        ("rules.toml", GOOD + '[rules]\nprotocol = "mine.py:rule"\n', "a rule from a file"),
    ):
        (tmp_path / name).write_text(text)
        page.set_input_files(".pd-upload", tmp_path / name)
        expect(page.locator("[role=alert]")).to_contain_text(message, timeout=20_000)
        expect(page.locator("h1").first).to_have_text("A small world")
    (tmp_path / "huge.toml").write_text("#" * 1_000_001)
    page.set_input_files(".pd-upload", tmp_path / "huge.toml")
    expect(page.locator(".pd-panel")).to_contain_text("too large")
    (tmp_path / "mine.toml").write_text(GOOD)
    page.set_input_files(".pd-upload", tmp_path / "mine.toml")
    expect(page.locator("h1").first).to_have_text("Mine", timeout=20_000)
    visit.months = 12
    page.click(".pd-step")
    visit.month(1)


def test_tables_of_ones_own_open_by_choosing_or_dropping_them(visitor: Visitor, address: str, tmp_path: Path) -> None:
    visit = visitor(address)
    page = visit.page
    visit.tab("controls")
    (tmp_path / "wrong.csv").write_text(CITIES.replace("343779", "-1"))
    page.set_input_files(".pd-upload", tmp_path / "wrong.csv")
    expect(page.locator("[role=alert]")).to_contain_text("wrong.csv:3: population", timeout=20_000)
    for name, text in (("cities.csv", CITIES), ("nations.csv", NATIONS)):
        (tmp_path / name).write_text(text)
    page.set_input_files(".pd-upload", [tmp_path / "cities.csv", tmp_path / "nations.csv"])
    expect(page.locator("h1").first).to_have_text("Tables of one's own: cities.csv, nations.csv", timeout=20_000)
    # Both dropped, with a scenario that names one of them.
    text = GOOD.partition("[world]")[0].replace("Mine", "Dropped") + '[world]\nkind = "own"\ncities = "few.csv"\n'
    files = [
        ("few.csv", "\n".join(CITIES.splitlines()[:4]) + "\n"),
        ("mine.toml", text.replace("synthetic", "baseline")),
    ]
    dropped = page.evaluate_handle(
        "files => { const all = new DataTransfer();"
        " for (const [name, text] of files) all.items.add(new File([text], name)); return all; }",
        files,
    )
    page.dispatch_event(".pd-file", "drop", {"dataTransfer": dropped})
    expect(page.locator("h1").first).to_have_text("Dropped", timeout=20_000)
    visit.months = 12
    page.click(".pd-step")
    visit.month(1)


def test_a_draft_can_be_discarded_or_undone(begun: Any) -> None:
    page = begun.page
    begun.tab("controls")
    page.fill("[aria-label='Search the controls']", "election_interval")
    field = page.locator("[data-path='politics.election_interval']")
    before = field.input_value()
    for way in ("discard", f"back to {before}"):
        field.fill("24")
        field.dispatch_event("change")
        expect(page.locator(".pd-pending")).to_contain_text("election_interval")
        expect(page.locator(".pd-control")).to_contain_text("changed")
        page.locator(".pd-panel").get_by_role("button", name=way).click()
        expect(page.locator(".pd-pending")).to_have_count(0)
        expect(field).to_have_value(before)


def test_changes_that_are_not_applied_yet_survive_a_look_at_another_panel(begun: Any) -> None:
    page = begun.page
    begun.tab("controls")
    path = "[data-path='negotiation.power']"
    page.locator(path).evaluate("e => { e.value = 0.7; e.dispatchEvent(new Event('change')); }")
    expect(page.locator(".pd-pending")).to_contain_text("0.7")
    begun.tab("intervene")
    page.select_option(".pd-event-kind", "slump")
    page.fill(".pd-event-number", "0.7")
    begun.tab("controls")
    expect(page.locator(".pd-pending")).to_contain_text("negotiation.power")
    begun.tab("intervene")
    expect(page.locator(".pd-event-number")).to_have_value("0.7")
