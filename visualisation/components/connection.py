"""The connection to the server: once it is lost, the page says what to do."""

from paradiplomacy.visualisation.vue import vue


@vue
def Connection() -> None:
    """Draw nothing until the connection has been lost for some seconds, then a message with a button that reloads the page."""
