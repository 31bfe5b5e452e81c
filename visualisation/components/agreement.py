"""The sheet of an agreement: parties, status, dates, history."""

from collections.abc import Callable

from paradiplomacy.visualisation.vue import vue


@vue
def AgreementSheet(
    agreement: dict[str, object],
    event_actor: Callable[[list[int]], None],
    event_explain: Callable[[int], None],
    event_back: Callable[[int], None],
) -> None:
    """Draw the facts of one agreement (``AgreementFacts``); ``explain`` shows its talks, ``back`` goes to their month."""
