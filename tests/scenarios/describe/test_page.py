"""The page and the table of parameters: complete, with units, ranges and sources."""

import math

import pytest

from paradiplomacy.scenarios.describe import page as describe
from paradiplomacy.scenarios.describe import words
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import SchemaField, all_types, fields, groups

TABLE = describe.parameter_table()
EVERY = [(group, field) for group, owner in all_types(Scenario).items() for field in fields(owner).values()]


@pytest.mark.parametrize(("group", "field"), EVERY, ids=[f"{group}.{field.name}" for group, field in EVERY])
def test_every_parameter_says_what_it_is(group: str, field: SchemaField) -> None:
    row = next(row for row in TABLE if (row.group, row.name) == (group, field.name))
    assert len(row.about) > 5
    assert row.unit
    assert row.clock
    assert row.level
    assert row.source or group not in groups(Scenario)  # an entry of a scenario has its own source
    if field.item in (int, float):
        assert math.isfinite(float(row.low.replace(",", "")))
        assert float(row.low.replace(",", "")) < float(row.high.replace(",", ""))


def test_every_default_is_in_its_own_range() -> None:
    numbers = [(group, field) for group, field in EVERY if field.kind in (int, float) and field.default is not None]
    assert len(numbers) > 100
    for group, field in numbers:
        if isinstance(field.default, (int, float)):
            assert field.about.low <= field.default <= field.about.high, (group, field.name)


def test_the_table_holds_every_field_once() -> None:
    assert len({(row.group, row.name) for row in TABLE}) == len(TABLE)
    assert {row.group for row in TABLE} == {"scenario", *all_types(Scenario)}
    assert next(row for row in TABLE if row.name == "election_interval") == (
        "politics", "election_interval", "48", "1", "600", "months", "constant", "both", "assumed",
        "months between elections where the facts give no term",
    )  # fmt: skip


def test_the_page_contains_every_value_of_the_scenario() -> None:
    scenario = read.read("c40-paris")
    page = describe.describe(scenario)
    text = " ".join(page.split())
    assert f"{scenario.title} (c40-paris)" in page
    assert scenario.question in text
    assert "From 2015-01 to 2020-12, 72 months" in text
    for group, owner in groups(Scenario).items():
        for field in fields(owner).values():
            assert field.about.about in text, (group, field.name)
            # Rules name no source here: it would be that of the default, not of the rule in use.
            assert group == "rules" or field.about.source in text, (group, field.name)
    for each in (*scenario.issues, *scenario.clubs, *scenario.events):
        assert each.name in page
    for party in scenario.parties:
        assert f"  {party.label}: climate {party.position['climate']:g}" in page
    for source in (*scenario.sources, *(event.source for event in scenario.events)):
        assert source in text
    assert (
        "Participants: c40 (host: Paris) on climate. Each opens 4 negotiations. Membership of C40 is decided there"
        in text
    )


def test_the_page_marks_what_differs_from_the_default() -> None:
    scenario = read.read("c40-paris")
    assert "  election_interval = 48 months\n" in describe.describe(scenario)
    changed = change.change(scenario, "politics.election_interval", 60)
    assert "* election_interval = 60 months (default 48)\n" in describe.describe(changed)


def test_each_kind_of_event_is_described_in_a_sentence() -> None:
    text = 'extends = "baseline"\ntitle = "Events"\n'
    club = '[[clubs]]\nname = "Pact"\nkind = "mixed club"\nfounded = "2012-01"\ninvited = ["nations", "cities"]'
    sentences = {
        'kind = "shock"\nwho = ["FRA"]\ncolumn = "public"\nissues = ["trade"]\nadd = -0.2': "FRA: public on trade falls by 0.2",
        'kind = "shock"\nwho = ["FRA"]\ncolumn = "gdp"\nfactor = 0.9': "FRA: gdp is multiplied by 0.9",
        'kind = "withdrawal"\nwho = ["USA"]\nissues = ["climate"]': "USA: withdrawal from all agreements on climate",
        'kind = "law"\nwho = ["USA"]\nissues = ["climate"]\nrepealed = true': "USA: statutes repealed on climate",
        'kind = "law"\nwho = ["USA"]\nissues = ["trade"]\nconsent = "notify"': "USA: consent rule becomes notify on trade",
        'kind = "election"\nwho = ["FRA"]\nparty = "centre"': "FRA: election, won by centre",
        'kind = "exit"\nwho = ["USA"]\nclub = "Pact"': "USA: exit from Pact",
        'kind = "join"\nwho = ["USA", "eu"]\nclub = "Pact"': "USA, eu: accession to Pact",
        'kind = "election"\nwho = ["FRA"]': "FRA: election, with a simulated result",
        'kind = "refusal"\nwho = ["FRA"]\npartners = ["USA"]': "FRA: all terms with USA refused in that month",
        'kind = "summit"\nwho = ["eu", "Paris"]': "Participants: eu, Paris. Each opens 3 negotiations",
    }
    for event, sentence in sentences.items():
        scenario = read.read_text(f'{text}\n{club}\n[[events]]\ndate = "2016-01"\nname = "It"\n{event}\n')
        assert sentence in describe.describe(scenario)


def test_an_event_after_the_horizon_is_marked() -> None:
    scenario = change.apply(read.read("c40-paris"), {"months": 11})
    assert words.last_month(scenario) == "2015-11"
    assert describe.describe(scenario).count(", after the horizon") == sum(
        each.date > "2015-11" for each in scenario.events
    )


def test_the_listing_names_every_scenario_with_title_and_question() -> None:
    listing = describe.listing()
    wide = max(map(len, read.names()))
    for name in read.names():
        scenario = read.read(name)
        assert f"{name:{wide}}  {scenario.title}" in listing
        assert scenario.question.split()[0] in listing
