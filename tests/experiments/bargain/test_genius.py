"""Genius domains: a file as other programs write it, round trips, and files that cannot be read."""

from pathlib import Path

import pytest

from paradiplomacy import BargainError, Domain, bargain

DOMAIN = """<?xml version="1.0" encoding="UTF-8"?>
<negotiation_template>
  <utility_space number_of_issues="3">
    <objective description="" etype="objective" index="0" name="Laptop" type="objective">
      <issue etype="discrete" index="2" name="Harddisk" type="discrete" vtype="discrete">
        <item index="1" value="60 Gb"/><item index="2" value="80 Gb"/>
      </issue>
      <issue etype="discrete" index="1" name="Laptop" type="discrete" vtype="discrete">
        <item index="1" value="Dell"/><item index="2" value="Macintosh"/><item index="3" value="HP"/>
      </issue>
      <issue etype="integer" index="3" name="Monitor" type="integer" vtype="integer">
        <range lowerbound="19" upperbound="21"/>
      </issue>
    </objective>
  </utility_space>
</negotiation_template>
"""
PROFILE = """<utility_space number_of_issues="3">
  <objective description="" etype="objective" index="0" name="Laptop" type="objective">
    <weight index="1" value="0.5"/><weight index="2" value="0.3"/><weight index="3" value="0.2"/>
    <issue etype="discrete" index="1" name="Laptop" type="discrete" vtype="discrete">
      <item index="1" value="Dell" evaluation="{dell}"/><item index="2" value="Macintosh" evaluation="5"/>
      <item index="3" value="HP" evaluation="4"/>
    </issue>
    <issue etype="discrete" index="2" name="Harddisk" type="discrete" vtype="discrete">
      <item index="1" value="60 Gb" evaluation="3"/><item index="2" value="80 Gb" evaluation="6"/>
    </issue>
    <issue etype="integer" index="3" name="Monitor" type="integer" vtype="integer">
      <evaluator ftype="linear" parameter0="-9.5" parameter1="0.5"/>
    </issue>
  </objective>
  <discount_factor value="{discount}"/>
  <reservation value="0.25"/>
</utility_space>
"""


@pytest.fixture
def laptop(tmp_path: Path) -> Path:
    (tmp_path / "Laptop-domain.xml").write_text(DOMAIN)
    for name, dell in (("buyer", 10), ("seller", 2)):
        (tmp_path / f"Laptop-{name}.xml").write_text(PROFILE.format(dell=dell, discount=1.0))
    return tmp_path


def test_evaluations_count_by_the_largest_of_their_issue_as_in_genius(laptop: Path) -> None:
    domain = Domain.read_genius(laptop)
    assert domain.parties == ("Laptop-buyer", "Laptop-seller")
    assert [issue.name for issue in domain.issues] == ["Laptop", "Harddisk", "Monitor"]
    assert domain.issues[2].values == (19, 20, 21)
    assert domain.reservation == (0.25, 0.25)
    buyer, seller = domain.utilities
    # 0.5 * 5 / 10 + 0.3 * 6 / 6 + 0.2 * (0.5 * 20 - 9.5), and for the seller with 5 / 5.
    outcome = {"Laptop": "Macintosh", "Harddisk": "80 Gb", "Monitor": 20}
    assert buyer.of(outcome) == pytest.approx(0.25 + 0.3 + 0.1)
    assert seller.of(outcome) == pytest.approx(0.5 + 0.3 + 0.1)
    assert bargain(domain).agreed


def test_a_domain_file_stands_for_its_folder(laptop: Path) -> None:
    assert Domain.read_genius(laptop / "Laptop-domain.xml") == Domain.read_genius(laptop)


def test_a_discount_is_ignored_with_a_warning(laptop: Path) -> None:
    (laptop / "Laptop-buyer.xml").write_text(PROFILE.format(dell=10, discount=0.8))
    with pytest.warns(UserWarning, match=r"discount factor 0\.8 is not modelled"):
        Domain.read_genius(laptop)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    colour = {"red & <blue>": 1.0, 'gr"een': 4.0}
    domain = Domain.of(
        {"price": (10, 20), "colour": list(colour), "n": [1, 2, 5]},
        {
            "a/b": {"price": 0.5, "colour": colour, "n": lambda n: float(n**2)},
            "ü": {"price": -1.0, "n": 2.0},
            "third": {"colour": {name: -value for name, value in colour.items()}},
        },
        reservation={"a/b": 9.0, "ü": -15.0},
    )
    files = domain.write_genius(tmp_path / "g")
    assert [file.name for file in files] == [
        "domain.xml", "profile01-a%2Fb.xml", "profile02-%C3%BC.xml", "profile03-third.xml",
    ]  # fmt: skip
    again = Domain.read_genius(tmp_path / "g")
    assert again.parties == domain.parties
    assert again.issues == domain.issues
    outcomes = [{"price": p, "colour": c, "n": n} for p in (10.0, 13.0, 20.0) for c in colour for n in (1, 2, 5)]
    for mine, theirs, before, after in zip(
        domain.utilities, again.utilities, domain.reservation, again.reservation, strict=True
    ):
        values, scaled = [mine.of(each) for each in outcomes], [theirs.of(each) for each in outcomes]
        low, width = min(values), max(values) - min(values)
        assert scaled == pytest.approx([(value - low) / width for value in values])
        assert after == pytest.approx((before - low) / width)


def test_a_linear_domain_remains_linear_and_has_the_same_solution(tmp_path: Path) -> None:
    domain = Domain.of(
        {"a": (0, 2), "b": (-1, 1)}, {"x": {"a": 3.0, "b": 1.0}, "y": {"a": -1.0, "b": -2.0}}, reservation={"y": -4.0}
    )
    domain.write_genius(tmp_path)
    again = Domain.read_genius(tmp_path)
    assert again.is_linear
    assert bargain(again).outcome == pytest.approx(bargain(domain).outcome, abs=1e-5)


def test_functions_have_no_form_in_genius(tmp_path: Path) -> None:
    domain = Domain.of({"x": (0, 1)}, {"a": lambda o: o["x"], "b": {"x": -1.0}})
    with pytest.raises(BargainError, match="a: Genius has no form for a function"):
        domain.write_genius(tmp_path / "g")
    assert not (tmp_path / "g").exists()


WRONG = {
    "no domain": (DOMAIN, "<other/>", "0 files of a domain"),
    "another issue": ('name="Monitor"', 'name="Screen"', "issue Monitor is not in the domain"),
    "not XML": ("</negotiation_template>", "", "not XML"),
    "an entity": (
        "<negotiation_template>",
        '<!DOCTYPE x [<!ENTITY e "e">]><negotiation_template>',
        "with a document type",
    ),
    "no items": ('<item index="1" value="60 Gb"/><item index="2" value="80 Gb"/>', "", "issue Harddisk: no items"),
    "an index": ('index="2" name="Harddisk"', 'index="two" name="Harddisk"', "without a number as its index"),
    "bounds": ('upperbound="21"', 'upperbound="12"', "integer from 19 to 12"),
    "no bound": ('upperbound="21"', "", "upperbound None, expected a number"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_domain_has_one_clear_message(case: str, laptop: Path) -> None:
    old, new, message = WRONG[case]
    file = laptop / "Laptop-domain.xml"
    text = file.read_text().replace('<?xml version="1.0" encoding="UTF-8"?>\n', "")
    file.write_text(new if old == DOMAIN else text.replace(old, new))
    with pytest.raises(BargainError, match=message):
        Domain.read_genius(laptop)


WRONG_PROFILES = {
    "an evaluation": ('evaluation="5"', 'evaluation="much"', "no number as evaluation"),
    "a missing value": ('value="HP"', 'value="Acer"', "no number as evaluation of a value: 'HP'"),
    "an evaluator": ('ftype="linear"', 'ftype="triangular"', "evaluator triangular, expected linear"),
    "nonlinear": (
        "<discount_factor",
        '<utility><ufun type="PlainUfun"/></utility><discount_factor',
        "not a sum over issues",
    ),
    "a reservation": ('value="0.25"', 'value="low"', "low in reservation, expected a number"),
}


@pytest.mark.parametrize("case", WRONG_PROFILES)
def test_a_wrong_profile_has_one_clear_message(case: str, laptop: Path) -> None:
    old, new, message = WRONG_PROFILES[case]
    file = laptop / "Laptop-buyer.xml"
    file.write_text(file.read_text().replace(old, new))
    with pytest.raises(BargainError, match=message):
        Domain.read_genius(laptop)


def test_one_profile_is_not_enough(laptop: Path) -> None:
    (laptop / "Laptop-buyer.xml").unlink()
    with pytest.raises(BargainError, match="1 profiles"):
        Domain.read_genius(laptop)
