"""The sheet of a city or nation: agreements, attributes with units, history."""

from collections.abc import Callable

from paradiplomacy.visualisation.vue import vue


@vue
def ActorSheet(
    actor: dict[str, object],
    event_agreement: Callable[[int], None],
    event_actor: Callable[[list[int]], None],
    event_charter: Callable[[str], None],
) -> None:
    """Draw the facts of one actor (``ActorFacts``); ``charter`` opens the text of a club that bargains its charter."""
