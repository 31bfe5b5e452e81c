"""A user's own rule for each of the seven questions: it decides in a run, and its mistakes are reported when it is read."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.model import own_files
from paradiplomacy.model.bargaining.sentences import why
from paradiplomacy.model.parameters import Response, Rules
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.own import MAKERS, OwnRuleError, own_rule
from paradiplomacy.model.rules.own.response import trial_cases
from paradiplomacy.model.rules.response import CHOICES
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.world import build

EXAMPLES = Path(read.__file__).parents[1] / "examples"
OWN = """
import math

from paradiplomacy.model.vocabulary import Pressure, Reply

SANCTION, DEFY = int(Pressure.SANCTION), int(Reply.DEFY)


def never(cases, c):
    return math.nan


def unwilling(is_city):
    return -8.0 if is_city else 0.0


def harsh(endorsement_value, cost_of_ignoring, autonomy):
    return SANCTION if endorsement_value < 0.0 else 0


def defiant(pressure):
    return DEFY


def half():
    return 0.5


def shallow(peak, weight):
    return 0.3


def nobody(gain, member):
    return False


number = 3


def text(*_):
    return "half"
"""
SCENARIO = """
extends = "synthetic"
title = "Own rules"
months = 14
world = { cities = 30, nations = 4 }
search = { burn_in = 0, hazard = -1.0, stock = -1.5 }
utility = { benefit_scale = 3.0, anticipation = 0.0 }
politics = { divergence_scale = 2.0 }
response = { attention = 6.0 }
form = { visibility = 0.7 }

[rules]
QUESTION = "NAME"

[[clubs]]
name = "league"
founded = "2016-01"
invited = ["cities"]
issues = ["climate"]
settles = true
good = 0.1
"""


def scenario_file(folder: Path, question: str, name: str) -> Path:
    """Write a scenario with one own rule; without a question, with the rules of the catalogue."""
    (folder / "my_rules.py").write_text(OWN, encoding="utf-8")
    file = folder / "mine.toml"
    rules = f'{question} = "{name}"' if question else ""
    file.write_text(SCENARIO.replace('QUESTION = "NAME"', rules), encoding="utf-8")
    return file


def run(folder: Path, question: str = "", name: str = "") -> World:
    """The world of a scenario with one own rule, after its last month."""
    world = build.build(read.read(scenario_file(folder, question, name)), seed=1)
    world.run()
    return world


def events(world: World, kind: str) -> pd.DataFrame:
    """The events of one kind since the start of the scenario."""
    return world.events[(world.events["kind"] == kind) & (world.events["month"] >= 0)]


@pytest.fixture(scope="module")
def default_run(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The same world under the rules of the catalogue."""
    return run(tmp_path_factory.mktemp("plain"))


def test_every_question_is_open_to_own_rules() -> None:
    assert set(MAKERS) == set(Rules._fields)


def test_an_own_protocol_that_never_agrees_ends_all_signatures(default_run: World, tmp_path: Path) -> None:
    assert len(events(default_run, "signed")) > 10
    world = run(tmp_path, "protocol", "my_rules.py:never")
    assert events(world, "signed").empty
    assert world.settings.rules.protocol == f"{tmp_path / 'my_rules.py'}:never"


def test_an_own_ratification_moves_the_pivotal_voters_and_shows_in_explanations(
    default_run: World, tmp_path: Path
) -> None:
    world = run(tmp_path, "ratification", "my_rules.py:unwilling")
    n = world.state.n_cities
    assert (world.state.veto_offset[:n, 0] == -8.0).all()
    assert (world.state.veto_offset[n:, 0] == 0.0).all()
    assert (world.state.veto_count == 1).all()
    assert len(events(world, "signed")) < len(events(default_run, "signed")) / 2
    first, second = list(world.cities)[:2]
    assert "Rule from the user's own file: ratification: " in why(world.explain(first, second))
    assert "own file" not in why(default_run.explain(first, second))


def test_an_own_response_chooses_what_nations_do(default_run: World, tmp_path: Path) -> None:
    assert len(events(default_run, "objected")) + len(events(default_run, "law_enacted")) > 0
    world = run(tmp_path, "response", "my_rules.py:harsh")
    assert len(events(world, "sanctioned")) > 0
    for kind in ("objected", "law_enacted", "endorsed"):
        assert events(world, kind).empty


def test_an_own_reply_chooses_what_cities_do(default_run: World, tmp_path: Path) -> None:
    assert len(events(default_run, "complied")) > 0
    world = run(tmp_path, "reply", "my_rules.py:defiant")
    assert len(events(world, "defied")) > 0
    assert events(world, "complied").empty
    assert events(world, "litigated").empty


def test_an_own_delivery_sets_every_delivered_share(default_run: World, tmp_path: Path) -> None:
    assert events(default_run, "club_reviewed")["value"].nunique() > 5
    world = run(tmp_path, "delivery", "my_rules.py:half")
    for kind in ("reviewed", "club_reviewed"):
        assert set(events(world, kind)["value"]) == {0.5}


def test_an_own_charter_sets_the_depth_of_clubs(default_run: World, tmp_path: Path) -> None:
    terms = run(tmp_path, "charter", "my_rules.py:shallow").state.register.clubs.rows.terms
    assert terms.max() == pytest.approx(0.3)
    assert default_run.state.register.clubs.rows.terms.max() != pytest.approx(0.3)


def test_an_own_membership_decides_who_is_in(default_run: World, tmp_path: Path) -> None:
    assert (default_run.memberships["status"] != "invited").any()
    world = run(tmp_path, "membership", "my_rules.py:nobody")
    assert events(world, "club_joined").empty


def test_the_example_of_a_response_runs_and_never_legislates() -> None:
    changes = {"search.burn_in": 0, "search.hazard": -0.5, "search.stock": 0.0, "politics.divergence_scale": 2.0}
    world = build.build(change.apply(read.read(EXAMPLES / "restrained-nation.toml"), changes), seed=1)
    world.run()
    assert world.settings.rules.response.endswith("restrained_nation.py:restrained")
    assert len(events(world, "objected")) > 5
    assert events(world, "law_enacted").empty


# What is wrong, by the name in the file and the question that it is given for.
MISTAKES = """
import math

number = 3


def fails_protocol(cases, c):
    raise ValueError("boom")


def fails_charter(peak, weight):
    raise ValueError("boom")


def fails():
    raise ValueError("boom")


def text_protocol(cases, c):
    return "half"


def text_charter(peak, weight):
    return "half"


def text():
    return "half"


def far_protocol(cases, c):
    return 99.0


def far_charter(peak, weight):
    return 99.0


def far():
    return 99.0


def nothing_charter(peak, weight):
    return math.nan


def nothing():
    return math.nan


def weather(weather):
    return 0.0
"""
EXPECTED = {
    "protocol": "expected a weight from 0 to 1, or nan for no agreement",
    "ratification": "expected the pivotal voter's distance from the median in standard deviations, from -10 to 10",
    "response": f"expected a member of Pressure ({', '.join(f'{int(each)} {each.word}' for each in CHOICES)})",
    "reply": "expected a member of Reply (0 comply, 1 litigate, 2 defy)",
    "delivery": "expected a share from -0.5 to 1.5",
    "charter": "expected a function of (peak, weight) that returns a depth from 0 to 1",
    "membership": "expected True or False: whether the actor is a member",
}
OWN_SIGNATURE = ("protocol", "charter")


def mistaken(question: str, mistake: str) -> str:
    """The name of a mistake in the form that a question takes."""
    return f"{mistake}_{question}" if question in OWN_SIGNATURE else mistake


@pytest.fixture
def mistakes(tmp_path: Path) -> Path:
    file = tmp_path / "mistakes.py"
    file.write_text(MISTAKES, encoding="utf-8")
    (tmp_path / "broken.py").write_text("def oops(:", encoding="utf-8")
    (tmp_path / "raising.py").write_text("raise RuntimeError('boom')", encoding="utf-8")
    return file


@pytest.mark.parametrize("question", MAKERS)
def test_a_rule_that_cannot_be_found_is_reported(question: str, mistakes: Path) -> None:
    for name, wrong in (
        ("nowhere.py:f", "there is no file"),
        ("mistakes.py:nofunction", 'has no "nofunction", it has fails_protocol, '),
        ("mistakes.py:number", "is not a "),
        ("broken.py:oops", "cannot be loaded: SyntaxError: invalid syntax"),
        ("raising.py:oops", "cannot be loaded: RuntimeError: boom"),
    ):
        with pytest.raises(OwnRuleError) as caught:
            rule(question, f"{mistakes.parent}/{name}")
        assert wrong in str(caught.value)


@pytest.mark.parametrize("question", MAKERS)
def test_an_error_a_text_and_a_number_out_of_range_are_reported_with_what_is_expected(
    question: str, mistakes: Path
) -> None:
    for mistake, wrong in (
        ("fails", "raises ValueError: boom"),
        ("text", "raises ValueError" if question == "protocol" else "answers 'half'"),
        ("far", "answers 99"),
    ):
        with pytest.raises(OwnRuleError) as caught:
            rule(question, f"{mistakes}:{mistaken(question, mistake)}")
        assert wrong in caught.value.wrong
        assert caught.value.right == EXPECTED[question]


@pytest.mark.parametrize("question", [question for question in MAKERS if question != "protocol"])
def test_nan_answers_only_the_question_of_protocol(question: str, mistakes: Path) -> None:
    with pytest.raises(OwnRuleError, match="answers nan"):
        rule(question, f"{mistakes}:{mistaken(question, 'nothing')}")


@pytest.mark.parametrize("question", [question for question in MAKERS if question not in OWN_SIGNATURE])
def test_a_parameter_that_is_no_fact_is_reported_with_the_facts_that_there_are(question: str, mistakes: Path) -> None:
    with pytest.raises(OwnRuleError) as caught:
        rule(question, f"{mistakes}:weather")
    assert 'has a parameter "weather"' in caught.value.wrong
    assert caught.value.right.startswith("expected a function of any of ")
    assert EXPECTED[question].removeprefix("expected ") in caught.value.right


@pytest.mark.parametrize("question", MAKERS)
def test_a_mistake_is_reported_with_the_line_of_the_scenario_before_anything_runs(
    question: str, mistakes: Path
) -> None:
    file = scenario_file(mistakes.parent, question, f"mistakes.py:{mistaken(question, 'far')}")
    lines = file.read_text(encoding="utf-8").splitlines()
    line = 1 + [each.startswith(f'{question} = "') for each in lines].index(True)
    with pytest.raises(ScenarioError) as caught:
        read.read(file)
    assert str(caught.value).startswith(f"{file}:{line}: rules.{question}: ")
    assert EXPECTED[question] in str(caught.value)


def test_an_answer_that_goes_wrong_during_a_run_is_reported_too(tmp_path: Path) -> None:
    """It passes the trial and fails on a case that the trial does not have."""
    (tmp_path / "late.py").write_text("def late(allies):\n    return 99 if allies > 50 else 0\n", encoding="utf-8")
    own = rule("response", f"{tmp_path / 'late.py'}:late")
    cases = trial_cases()
    cases.allies[3] = 51
    with pytest.raises(OwnRuleError, match="answers 99"):
        own.choose(Response(), cases, np.zeros(len(cases.allies), dtype=np.int8))


@pytest.mark.parametrize("question", MAKERS)
@pytest.mark.parametrize("what", ["Exception('on purpose')", "OSError('no file')", "SystemExit(3)"])
def test_whatever_a_rule_raises_is_its_fault(tmp_path: Path, question: str, what: str) -> None:
    (tmp_path / "bad.py").write_text(
        f"def bad(*_, **__):\n    raise {what}\n\n\ndef point(cases, c):\n    raise {what}\n\n\n"
        f"def nothing():\n    raise {what}\n"
    )
    name = {"protocol": "point", "charter": "bad"}.get(question, "nothing")
    (tmp_path / "case.toml").write_text(f'extends = "baseline"\ntitle = "Bad"\nrules.{question} = "bad.py:{name}"\n')
    with pytest.raises(ScenarioError, match=f"rules.{question}: .*raises {what.partition('(')[0]}"):
        read.read(tmp_path / "case.toml")


@pytest.mark.parametrize("what", ["raise Exception('x')", "import sys; sys.exit(1)", "1 / 0", "def ("])
def test_a_file_that_cannot_be_loaded_is_reported(tmp_path: Path, what: str) -> None:
    (tmp_path / "bad.py").write_text(what)
    (tmp_path / "case.toml").write_text('extends = "baseline"\ntitle = "Bad"\nrules.charter = "bad.py:bad"\n')
    with pytest.raises(ScenarioError, match="cannot be loaded"):
        read.read(tmp_path / "case.toml")


def test_a_rule_that_hangs_when_it_is_tried_is_refused_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow.py").write_text("import time\ndef never(pressure):\n    time.sleep(60)\n")
    monkeypatch.setattr(own_files, "SECONDS", 0.5)
    with pytest.raises(OwnRuleError, match=r'slow\.py:never" has not answered within 0\.5 seconds'):
        own_rule("reply", f"{tmp_path / 'slow.py'}:never")
