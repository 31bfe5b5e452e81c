"""Origin: where the run of a page comes from - the library, a file, a results folder - and its address."""

from collections.abc import Mapping

import solara

from paradiplomacy.visualisation.rooms import Name
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session.address import Address, written
from paradiplomacy.visualisation.session.gate import uploaded
from paradiplomacy.visualisation.session.opening import address_of
from paradiplomacy.visualisation.state.asked import form, whole
from paradiplomacy.visualisation.state.playback import Restart
from paradiplomacy.visualisation.state.world import World


class Origin:
    """Where the run of a page comes from.

    Args:
        world: The world.
        settings: What the server was started with.
        run: Number of its run in the results folder, or None.

    Attributes:
        run: The same, reactive.
    """

    def __init__(self, world: World, settings: Settings, run: int | None) -> None:
        self._world, self._settings = world, settings
        self.run: solara.Reactive[int | None] = solara.reactive(run)
        world.playback.on_restart.append(self._restarted)

    def open_scenario(self, name: str) -> None:
        """Start a scenario of the library; a page may open no other file of the server."""
        self._world.playback.restart(scenario=str(name))

    def upload(self, file: Mapping[str, object]) -> None:
        """Start a scenario from files of the visitor: ``name`` and ``text``, and ``tables`` by name where there are some."""
        playback, about = self._world.playback, self._settings.services.about

        def act() -> None:
            given = form(file, "text", "name")
            tables = given.get("tables", {})
            named = {str(name): str(text) for name, text in form(tables).items()} if tables else {}
            playback.start_again(scenario=uploaded(str(given["text"]), str(given["name"]), about, named))

        playback.ask(act)

    def open_run(self, number: int) -> None:
        """Start a run of the results folder."""

        def act() -> None:
            results = self._settings.services.results
            if results is None:
                raise LookupError("this server shows no results folder")
            at = whole(number)
            run = results.open(at)
            self._world.playback.start_again(
                scenario=run.scenario,
                seed=run.seed,
                changes=dict(run.changes),
                replicate=run.replicate,
                owner=run.scenario,
            )
            self.run.set(at)

        self._world.playback.ask(act)

    def address(self) -> Address | None:
        """Return the address of the run, at month 0; None if it has none."""
        return address_of(self._world.session, self.run.value, self._settings)

    def query(self, address: Address | None, month: int, room: Name) -> str:
        """Return the part of an address after the question mark, at a month in a room; empty if there is no address."""
        return "" if address is None else written(address._replace(month=month, room=room)) or ""

    def _restarted(self, new: Restart) -> None:
        if "scenario" in new:
            self.run.set(None)
