"""The line to the server: after a cut, the page says what to do."""

from paradiplomacy.visualisation.vue import vue


@vue
def Connection() -> None:
    """Draw nothing until the line has been cut for some seconds, then a message with a button that loads the page again."""
