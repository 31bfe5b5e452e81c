"""Selection: the actors, agreement and panel that a visitor has chosen, and the pair that is explained."""

from collections.abc import Mapping, Sequence

import solara

from paradiplomacy.visualisation.session.facts.agreement import AgreementFacts
from paradiplomacy.visualisation.session.facts.bargaining import Picture
from paradiplomacy.visualisation.state.playback import Playback

FEED, INSPECTOR = "feed", "inspector"
"""Names of the panel that is open at first, and of the one that shows what is chosen."""


class Selection:
    """The selection of a visitor in a world.

    Args:
        playback: The world.
        like: The selection of another world with the same actors; both then share actors, agreement and panel.

    Attributes:
        actors: Rows of the actors that are pinned on the map, the last one in the inspector.
        agreement: Number of the agreement in the inspector, or None.
        tab: Name of the panel that is open.
        picture: The bargaining picture that is shown, or None.
    """

    def __init__(self, playback: Playback, like: "Selection | None" = None) -> None:
        self._playback = playback
        self.actors: solara.Reactive[list[int]] = solara.reactive([])
        self.agreement: solara.Reactive[int | None] = solara.reactive(None)
        self.tab = solara.reactive(FEED)
        self.picture: solara.Reactive[Picture | None] = solara.reactive(None)
        if like is not None:
            self.actors, self.agreement, self.tab = like.actors, like.agreement, like.tab

    def clear(self) -> None:
        """Choose nothing."""
        self.actors.set([])
        self.agreement.set(None)
        self.picture.set(None)

    def pick(self, rows: Sequence[int]) -> None:
        """Pin actors on the map and show the last one."""
        self.actors.set([int(row) for row in rows])
        self.agreement.set(None)
        self._drop_other_picture()
        if rows:
            self.tab.set(INSPECTOR)

    def open(self, number: int) -> None:
        """Show an agreement; raise LookupError if there is none with this number."""
        facts = self._playback.session.agreement(int(number))
        self.actors.set(list(facts.rows))
        self.agreement.set(facts.number)
        self._drop_other_picture()
        self.tab.set(INSPECTOR)

    def agreement_facts(self, number: int | None) -> AgreementFacts | None:
        """Return the facts of the chosen agreement; None if it does not exist in this month."""
        try:
            return None if number is None else self._playback.session.agreement(number)
        except LookupError:
            return None

    def explain(self, question: Mapping[str, Sequence[str]]) -> None:
        """Show the bargaining picture of a pair.

        Args:
            question: ``pair``, the names of two actors; ``issues``, names of issues (empty: the model chooses them).
        """

        def act() -> None:
            roster = self._playback.session.run.roster
            first, second = (roster.row(str(name)) for name in question["pair"])
            # Issues of a scenario that was open before are ignored; the form may still name them.
            issues = [roster.issues.index(name) for name in question.get("issues", ()) if name in roster.issues]
            self.picture.set(self._playback.session.picture(first, second, tuple(issues)))

        self._playback.guarded(act)

    def explain_agreement(self, number: int) -> None:
        """Go back to the month in which the negotiation of an agreement ended, and show its picture."""
        facts = self._playback.session.agreement(int(number))
        if facts.settled is not None:
            self._playback.go(facts.settled)
            self.explain({"pair": facts.names, "issues": facts.agenda})

    def _drop_other_picture(self) -> None:
        """Remove a bargaining picture that does not concern the actors shown now."""
        names = [self._playback.session.run.roster.names[row] for row in self.actors.value[-2:]]
        if self.picture.value is not None and not set(names) <= set(self.picture.value.names):
            self.picture.set(None)
