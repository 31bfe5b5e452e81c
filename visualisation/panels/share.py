"""Share and keep: the address of what is seen, its tables, figure and scenario file, and replicates of it."""

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("address.vue")
def AddressBar(query: str) -> None:
    """Keeps the address bar at what is seen; without a query it shows none."""


@solara.component_vue("share.vue")
def Share(
    query: str,
    fingerprint: str,
    offered: list[dict[str, str]],
    parcel: dict[str, Any] | None,
    batch: dict[str, Any] | None,
    can_replicate: bool,
    event_fetch: Callable[[str], None],
    event_took: Callable[[object], None],
    event_replicate: Callable[[int], None],
    event_cancel: Callable[[object], None],
) -> None:
    """``parcel`` is what was fetched, for the browser to keep: name, kind and content."""
