"""Selection: the actors, agreement and panel that a visitor has chosen, and the pair that is explained."""

from collections.abc import Mapping, Sequence

import solara

from paradiplomacy.model.bargaining.several import TextExplanation
from paradiplomacy.scenarios.format.problem import shown
from paradiplomacy.visualisation.session.facts.actor import ActorFacts
from paradiplomacy.visualisation.session.facts.agreement import AgreementFacts
from paradiplomacy.visualisation.session.facts.bargaining import Picture
from paradiplomacy.visualisation.state.asked import form, whole
from paradiplomacy.visualisation.state.playback import Playback

FEED, INSPECTOR = "feed", "inspector"
"""Names of the panel that is open at first, and of the one that shows what is chosen."""
PAIR = 2


class Selection:
    """The selection of a visitor in a world.

    Args:
        playback: The world.
        like: The selection of another world with the same actors; both then share actors, agreement and panel.

    Attributes:
        actors: Rows of the actors that are pinned on the map, the last one in the inspector.
        agreement: Number of the agreement in the inspector, or None.
        text: Name of the club whose text is in the inspector; empty for none.
        tab: Name of the panel that is open.
        picture: The bargaining picture that is shown, or None.
        shared: Whether it is shared with another world.
    """

    def __init__(self, playback: Playback, like: "Selection | None" = None) -> None:
        self._playback = playback
        self.actors: solara.Reactive[list[int]] = solara.reactive([])
        self.agreement: solara.Reactive[int | None] = solara.reactive(None)
        self.text: solara.Reactive[str] = solara.reactive("")
        self.tab = solara.reactive(FEED)
        self.picture: solara.Reactive[Picture | None] = solara.reactive(None)
        self.shared = like is not None
        if like is not None:
            self.actors, self.agreement, self.tab = like.actors, like.agreement, like.tab
            self.text = like.text

    def clear(self) -> None:
        """Choose nothing."""
        self.actors.set([])
        self.agreement.set(None)
        self.text.set("")
        self.picture.set(None)

    def pick(self, rows: Sequence[int]) -> None:
        """Pin actors on the map and show the last one."""
        # Rows come from the browser; one that is not an actor's is left out.
        everyone = range(len(self._playback.session.run.roster.ids))
        listed = rows if isinstance(rows, list | tuple) else ()
        self.actors.set([int(row) for row in listed if isinstance(row, int | float) and row in everyone])
        self.agreement.set(None)
        self.text.set("")
        self._drop_other_picture()
        if self.actors.value:
            self.tab.set(INSPECTOR)

    def open(self, number: int) -> None:
        """Show an agreement."""

        def act() -> None:
            facts = self._playback.session.agreement(whole(number))
            self.actors.set(list(facts.rows))
            self.agreement.set(facts.number)
            self.text.set("")
            self._drop_other_picture()
            self.tab.set(INSPECTOR)

        self._playback.ask(act)

    def open_text(self, name: str) -> None:
        """Show the text of a club that bargains its charter."""

        def act() -> None:
            found = self.text_facts(str(name))
            if found is None:
                raise LookupError(f"{shown(str(name))}: expected a club that bargains its charter")
            self.text.set(found.name)
            self.agreement.set(None)
            self.tab.set(INSPECTOR)

        self._playback.ask(act)

    def text_facts(self, name: str) -> TextExplanation | None:
        """Return the explanation of a text of several parties; None if there is none of this name in this month."""
        try:
            return self._playback.session.ask(lambda world: world.explain_text(name)) if name else None
        except KeyError:
            return None

    def pick_id(self, identity: str) -> None:
        """Pin one actor, given by its id, and show it."""
        ids = self._playback.session.run.roster.ids
        if identity in ids:
            self.pick([list(ids).index(identity)])

    def agreement_facts(self, number: int | None) -> AgreementFacts | None:
        """Return the facts of the chosen agreement; None if it does not exist in this month."""
        try:
            return None if number is None else self._playback.session.agreement(number)
        except LookupError:
            return None

    def actor_facts(self, rows: Sequence[int]) -> ActorFacts | None:
        """Return the facts of the actor that was chosen last; None if there is none in this world."""
        try:
            return self._playback.session.actor(rows[-1]) if rows else None
        except LookupError:
            return None

    def explain(self, question: Mapping[str, Sequence[str]]) -> None:
        """Show the bargaining picture of a pair.

        Args:
            question: ``pair``, the labels of two actors; ``issues``, names of issues (empty: the model chooses them).
        """

        def act() -> None:
            row, asked = self._playback.session.run.roster.row, form(question, "pair")
            pair, issues = asked["pair"], asked.get("issues", ())
            if not isinstance(pair, list | tuple) or len(pair) != PAIR:
                raise LookupError(f"{shown(pair) or 'nothing'}: expected two actors")
            first, second = (row(str(label)) for label in pair)
            self._show(first, second, issues if isinstance(issues, list | tuple) else ())

        self._playback.ask(act)

    def _show(self, first: int, second: int, issues: Sequence[str]) -> None:
        session = self._playback.session
        known = session.run.roster.issues
        # Issues of a scenario that was open before are ignored; the form may still name them.
        chosen = tuple(known.index(name) for name in issues if name in known)
        self.picture.set(session.picture(first, second, chosen))

    def explain_agreement(self, number: int) -> None:
        """Go back to the month in which the negotiation of an agreement ended, and show its picture."""

        def act() -> None:
            facts = self._playback.session.agreement(whole(number))
            # A text of several is explained on its own sheet.
            if facts.settled is not None and len(facts.rows) == PAIR:
                self._playback.halt()
                self._playback.publish(self._playback.session.go_to(facts.settled))
                self._show(facts.rows[0], facts.rows[1], facts.agenda)

        self._playback.ask(act)

    def _drop_other_picture(self) -> None:
        """Remove a bargaining picture that does not concern the actors shown now."""
        if self.picture.value is not None and not set(self.actors.value[-2:]) <= set(self.picture.value.rows):
            self.picture.set(None)
