"""The inspector: the agreement, text or actor that was chosen last, and the explanation of a pair's negotiation."""

from dataclasses import asdict

import solara

from paradiplomacy.visualisation.components.actor import ActorSheet
from paradiplomacy.visualisation.components.agreement import AgreementSheet
from paradiplomacy.visualisation.components.bargaining import Bargaining
from paradiplomacy.visualisation.components.text import TextSheet
from paradiplomacy.visualisation.panels import Panel
from paradiplomacy.visualisation.rooms import EVERYWHERE
from paradiplomacy.visualisation.state.page import PageState


@solara.component
def Inspector(page: PageState) -> None:
    """Show the chosen agreement, text or actor; the explanation comes first if a pair is chosen or explained."""
    selection, now = page.selection, page.playback.shown.value.now
    # Facts depend on the month as well, so an open inspector follows the clock.
    rows, number = selection.actors.value, selection.agreement.value
    agreement = solara.use_memo(lambda: selection.agreement_facts(number), [id(now), number])
    actor = solara.use_memo(
        lambda: selection.actor_facts(rows) if agreement is None else None,
        [id(now), tuple(rows), number],
    )
    if agreement is not None:
        AgreementSheet(
            agreement=asdict(agreement),
            event_actor=selection.pick,
            event_explain=selection.explain_agreement,
            event_back=page.playback.go,
        )
    named = selection.text.value if agreement is None else agreement.text
    text = solara.use_memo(lambda: selection.text_facts(named), [id(now), named])
    if text is not None:
        TextSheet(text=asdict(text), event_party=selection.pick_id)
    first = len(rows) > 1 or actor is None or selection.picture.value is not None
    if first:
        Bargaining(page)
    if actor is not None:
        ActorSheet(
            actor=asdict(actor),
            event_agreement=selection.open,
            event_actor=selection.pick,
            event_charter=selection.open_text,
        )
    if not first:
        Bargaining(page)


PANEL = Panel("Inspector and why", 20, Inspector, EVERYWHERE)
