"""Intervene: add dated events during the run, and remove them again."""

from collections.abc import Callable, Mapping

import solara

from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.rooms import WHAT_IF
from paradiplomacy.visualisation.session.interventions import event_name, groups_in, offered
from paradiplomacy.visualisation.state.page import PageState
from paradiplomacy.visualisation.vue import vue


def added_of(changes: Mapping[str, object]) -> list[dict[str, str]]:
    """Return name and date of the events among changes, except refusals, which belong to the seat."""
    return [
        {"name": name, "date": str(event["date"])}
        for path, event in changes.items()
        if (name := event_name(path)) and isinstance(event, dict) and event.get("kind") != "refusal"
    ]


@vue
def InterveneView(
    offered: list[dict[str, object]],
    choices: dict[str, list[str]],
    issues: list[str],
    date: str,
    added: list[dict[str, str]],
    event_add: Callable[[dict[str, object]], None],
    event_remove: Callable[[str], None],
) -> None:
    """Draw one form for all kinds of event; ``choices`` are the names for each kind of actor asked for."""


@solara.component
def Intervene(page: PageState) -> None:
    """Show the form."""
    run, now = page.playback.shown.value
    roster = run.roster
    # A group without a member would be offered only to be refused.
    groups = solara.use_memo(lambda: groups_in(run.scenario), [id(roster)])
    everybody = [*groups, *roster.labels]
    InterveneView(
        offered=offered(),
        choices={"nation": list(roster.labels[roster.n_cities :]), "group": everybody, "anybody": everybody},
        issues=list(roster.issues),
        date=roster.date(now.month),
        added=added_of(run.changes),
        event_add=page.intervention.add_event,
        event_remove=page.intervention.remove_event,
    )


PANEL = Panel("Intervene", 80, Intervene, (WHAT_IF,))
