"""Kinds of dated events: found in their folder, described in full, and a new file is all that a new kind needs."""

import tomllib
from collections.abc import Iterator
from dataclasses import fields as dataclass_fields
from pathlib import Path

import numpy as np
import pytest

from paradiplomacy.agents.fields import Field
from paradiplomacy.model import events
from paradiplomacy.model.events import KINDS, kinds_in
from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.scenarios.describe import begin, difference, page
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.write import to_toml
from paradiplomacy.scenarios.typed.schema import fields
from paradiplomacy.scenarios.world import build

FOLDER = Path(events.__file__).parent
SHARED = {file.stem for file in FOLDER.glob("*.py")} - set(KINDS)
CLUB = '[[clubs]]\nname = "Name of the club"\nkind = "mixed club"\nfounded = "2012-01"\ninvited = ["nations"]\n'
DROUGHT = '''
"""A drought: actors become as pragmatic as it is severe."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

from paradiplomacy.agents.fields import Field
from paradiplomacy.model.events.dated_event import DatedEvent, Fault, listed, on_issues

if TYPE_CHECKING:
    from paradiplomacy.model.state import State


@dataclass(frozen=True, kw_only=True)
class Drought(DatedEvent):
    """A drought."""

    kind: ClassVar[str] = "drought"
    example: ClassVar[str] = 'who = ["FRA"]\\nissues = ["climate"]\\nseverity = 0.5\\n'

    who: Annotated[tuple[str, ...], Field("actors concerned", "who")]
    issues: Annotated[tuple[str, ...], Field("issues concerned; all unless given", "issues")] = ()
    severity: Annotated[float, Field("severity", "share", 0, 1)] = 0.2

    def words(self) -> str:
        return f"{listed(self.who)}: drought of severity {self.severity}{on_issues(self.issues)}"

    def faults(self) -> Iterator[Fault]:
        if self.severity == 0:
            yield Fault("severity", "a drought without effect", "expected a severity above 0")

    def act(self, state: "State") -> None:
        state.actors.pragmatism[state.lookup.rows(self.who)] = self.severity
'''


def scenario_with(kind: str, example: str) -> str:
    """Return a scenario with one event."""
    head = f'[[events]]\ndate = "2015-01"\nkind = "{kind}"\nname = "It"\nsource = "A test"\n'
    return f'extends = "baseline"\ntitle = "Events"\nstart = "2015-01"\nmonths = 2\nsearch.burn_in = 0\n{CLUB}{head}{example}'


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_named_after_its_file_and_described_in_full(kind: str) -> None:
    owner = KINDS[kind]
    assert (FOLDER / f"{kind}.py").is_file()
    assert owner.__doc__
    own = {each.name for each in dataclass_fields(owner)}
    assert own == set(fields(owner))
    assert all(isinstance(each.about, Field) and each.about.about for each in fields(owner).values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_reads_describes_and_writes(kind: str) -> None:
    scenario = read.read_text(scenario_with(kind, KINDS[kind].example))
    (event,) = scenario.events
    assert type(event) is KINDS[kind]
    assert event.words() in " ".join(page.describe(scenario).split())
    assert tomllib.loads(KINDS[kind].example).items() <= tomllib.loads(to_toml(scenario))["events"][0].items()


@pytest.mark.parametrize(("kind", "key"), [(kind, form.key) for kind, owner in KINDS.items() for form in owner.forms])
def test_every_choice_of_a_form_is_a_valid_event(kind: str, key: str) -> None:
    form = next(form for form in KINDS[kind].forms if form.key == key)
    for choice in form.choices or {"": None}:
        for number in (form.number.default, form.number.low, form.number.high) if form.number else (0.0,):
            values = {"date": "2016-01", "kind": kind, "who": ["FRA"], **form.keys(choice, number)}
            issues = {"issues": ["climate"]} if form.issues else {}
            changed = change.change(read.read("baseline"), 'events."It"', values | issues)
            assert type(changed.events[-1]) is KINDS[kind]
    assert form.title.format(who="Paris", on=" on climate", choice="x")


def test_only_the_shared_module_is_not_a_kind() -> None:
    assert {"__init__", "dated_event"} == SHARED


def test_the_base_of_all_kinds_neither_acts_nor_speaks() -> None:
    event = DatedEvent(date="2015-01", name="It")
    assert list(event.faults()) == []
    with pytest.raises(NotImplementedError):
        event.words()


@pytest.fixture
def drought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[DatedEvent]]:
    """A kind of event in a file of a temporary folder."""
    (tmp_path / "drought.py").write_text(DROUGHT, encoding="utf-8")
    monkeypatch.delitem(events.sys.modules, "paradiplomacy.model.events.drought", raising=False)
    found = kinds_in(tmp_path)
    monkeypatch.setitem(KINDS, "drought", found["drought"])
    yield found["drought"]
    del events.sys.modules["paradiplomacy.model.events.drought"]


def test_a_new_file_is_all_that_a_new_kind_needs(drought: type[DatedEvent], tmp_path: Path) -> None:
    text = scenario_with("drought", drought.example)
    scenario = read.read_text(text)
    assert "FRA: drought of severity 0.5 on climate. Source: A test" in page.describe(scenario)
    assert any(row.group == "events.drought" and row.name == "severity" for row in page.parameter_table())
    assert read.read_text(to_toml(scenario)) == scenario
    worse = change.change(scenario, "events.It.severity", 0.9)
    assert "changed: It: severity 0.5 -> 0.9" in difference.difference(scenario, worse)
    assert '# kind = "drought"' in begin.begin("mine", "baseline", tmp_path).read_text(encoding="utf-8")
    world = build.build(scenario, seed=1)
    row = world.state.lookup.row("FRA")
    world.step()
    assert world.state.actors.pragmatism[row] == 0.5
    assert np.count_nonzero(world.state.actors.pragmatism == 0.5) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("severity = 0.0", "events.It.severity: a drought without effect, expected a severity above 0"),
        ("severity = 2", "events.It.severity: 2 is too large, expected a number from 0 to 1 (share)"),
        ('issues = ["climat"]', 'events.It.issues[0]: unknown issue "climat", did you mean climate?'),
        ("meetings = 4", "events.It.meetings: out of place in a drought, a drought has who, issues, severity"),
        ("severty = 0.1", "events.It.severty: unknown key, did you mean severity?"),
    ],
)
@pytest.mark.usefixtures("drought")
def test_a_new_kind_is_checked_as_the_others_are(line: str, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        read.read_text(scenario_with("drought", f'who = ["FRA"]\n{line}\n'))
    assert str(caught.value).endswith(message)
