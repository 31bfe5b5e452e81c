"""Actors by name."""

from collections.abc import Mapping

from paradiplomacy.agents.city import Actor
from paradiplomacy.agents.nearest import nearest, one_of


class Named[A: Actor](Mapping[str, A]):
    """Actors by name or by id, in the order of their rows; a name that several of them have means none."""

    def __init__(self, actors: list[A], level: str) -> None:
        self._actors, self._level = actors, level
        self._of_name: dict[str, list[A]] = {}
        for actor in actors:
            self._of_name.setdefault(actor.name, []).append(actor)
        alone = {name: found[0] for name, found in self._of_name.items() if len(found) == 1}
        # Ids come last, so that a name never hides an id.
        self._found = alone | {actor.id: actor for actor in actors}

    def __getitem__(self, name: str) -> A:
        # A number is a likely mistake, because tables have row numbers, and it has no letters to compare with.
        if not isinstance(name, str):
            raise KeyError(f"{name!r}: not text, expected the name or id of a {self._level}")
        if name not in self:
            raise KeyError(f"{name!r}: {self._fault(name)}")
        return self._found[name]

    # Without a suggestion, which takes long: the mapping's own would ask for the item.
    def __contains__(self, name: object) -> bool:
        return name in self._found

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(actor.id for actor in self._actors)

    def __len__(self) -> int:
        return len(self._actors)

    def __str__(self) -> str:
        """Return the actors, one line each."""
        return "\n".join(map(str, self._actors))

    def _fault(self, name: str) -> str:
        """Describe why a name means no actor, and suggest one."""
        several = self._of_name.get(name, [])
        near = None if several else nearest(name, [*self._of_name, *self], names=True)
        if near is not None:
            return f"unknown {self._level}, did you mean {near}?"
        wrong = f"the name of {len(several)} actors" if several else f"unknown {self._level}"
        return f"{wrong}, {one_of([actor.id for actor in several] or list(self._of_name))}"
