"""The inspector of a city or nation: attributes with units, ties, history."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import solara

from paradiplomacy.visualisation.session.facts.inspection import ActorFacts, AgreementFacts


def facts_of(facts: ActorFacts | AgreementFacts | None) -> dict[str, Any] | None:
    """The facts as the page takes them."""
    return None if facts is None else asdict(facts)


@solara.component_vue("inspector.vue")
def ActorPanel(
    actor: dict[str, Any],
    event_agreement: Callable[[int], None],
    event_actor: Callable[[list[int]], None],
) -> None:
    """One actor."""


@solara.component_vue("agreement.vue")
def AgreementPanel(
    agreement: dict[str, Any],
    event_actor: Callable[[list[int]], None],
    event_recall: Callable[[int], None],
) -> None:
    """One agreement."""
