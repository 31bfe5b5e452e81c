"""The sheet of a text of several parties: what each gives and gets, and who left the talks and why."""

from collections.abc import Callable

from paradiplomacy.visualisation.vue import vue


@vue
def TextSheet(
    text: dict[str, object],
    event_party: Callable[[str], None],
) -> None:
    """Draw the explanation of a text (``TextExplanation``); ``party`` opens an actor by its id."""
