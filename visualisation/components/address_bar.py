"""The address bar of the browser, which follows the page."""

from paradiplomacy.visualisation.vue import vue


@vue
def AddressBar(query: str) -> None:
    """Write the query into the address bar; an empty one removes it."""
