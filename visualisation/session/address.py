"""The address of a page: scenario, changes, seed and month, so that opening it shows the same world again.

``?scenario=c40-paris&seed=7&month=24&room=explore&set=response.attention=0.5``: names and values are those of the command
line. An address may come from anyone, so all of it is checked before a world is built.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlencode

from paradiplomacy.model.calendar import MOST_MONTHS
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.toml import value_toml
from paradiplomacy.visualisation.rooms import LABELS, Name
from paradiplomacy.visualisation.session.seed import seed_of

LONGEST = 8_000
MOST_CHANGES = 60
LATEST = MOST_MONTHS
LARGEST_RUN = 10**9
KNOWN = ("scenario", "run", "seed", "replicate", "month", "room", "set")

NOTHING: Mapping[str, object] = MappingProxyType({})


class AddressError(ValueError):
    """An address that cannot be opened: what is wrong, and what is expected."""


class Address(NamedTuple):
    """The contents of an address; None where it does not say.

    Attributes:
        scenario: Name in the library.
        run: Number of a run of the results folder that the server shows.
        seed: Root seed.
        month: Months done.
        changes: Path in the scenario to value.
        replicate: Number of the replicate of that seed.
        room: The room that is open.
    """

    scenario: str | None = None
    run: int | None = None
    seed: int | None = None
    month: int = 0
    changes: Mapping[str, object] = NOTHING
    replicate: int | None = None
    room: Name | None = None

    @property
    def empty(self) -> bool:
        """True where the address asks for nothing in particular."""
        return self == Address()


def parse(query: str | None) -> Address:
    """Read the part of an address after the question mark.

    Args:
        query: That part; None or empty for an address without one.

    Returns:
        The address.

    Raises:
        AddressError: It is too long, has an unknown or repeated part, or names no scenario of the library.
        SeedError: The seed is wrong.
        ScenarioError: A change is not an assignment.
    """
    text = query or ""
    # Checked first, because parsing takes time in proportion to the length.
    if len(text) > LONGEST:
        raise AddressError(f"an address of {len(text)} characters: expected at most {LONGEST}; open a scenario file")
    try:
        parts = parse_qs(text, keep_blank_values=True, strict_parsing=bool(text), max_num_fields=MOST_CHANGES + 5)
    except ValueError as error:
        raise AddressError(f"the address cannot be read ({error}): expected ?scenario=NAME&seed=N&month=N") from error
    for name, values in parts.items():
        if name not in KNOWN:
            raise AddressError(f"{name[:40]!r} is not part of an address: expected one of {', '.join(KNOWN)}")
        if name != "set" and len(values) > 1:
            raise AddressError(f"{name} occurs {len(values)} times: expected it once")
    single = {name: values[0] for name, values in parts.items() if name != "set"}
    scenario = single.get("scenario")
    # Names only: a path would open any scenario file of the server's machine.
    if scenario is not None and scenario not in read.names():
        raise AddressError(f"unknown scenario {scenario[:40]!r}: the library has {', '.join(read.names())}")
    return Address(
        scenario=scenario,
        run=_whole(single, "run", LARGEST_RUN) if "run" in single else None,
        seed=seed_of(single["seed"]) if "seed" in single else None,
        replicate=_whole(single, "replicate", LARGEST_RUN) if "replicate" in single else None,
        month=_whole(single, "month", LATEST) if "month" in single else 0,
        changes=dict(change.parse_assignment(line) for line in parts.get("set", [])),
        room=_room(single["room"]) if "room" in single else None,
    )


def _whole(single: Mapping[str, str], name: str, high: int) -> int:
    text = single[name]
    if not (text.isascii() and text.isdigit() and len(text) < 12 and int(text) <= high):
        raise AddressError(f"{name} {text[:40]!r}: expected a whole number from 0 to {high}")
    return int(text)


def _room(name: str) -> Name:
    room = next((each for each in LABELS if each == name), None)
    if room is None:
        raise AddressError(f"unknown room {name[:40]!r}: expected one of {', '.join(LABELS)}")
    return room


def written(address: Address) -> str | None:
    """Write the part of an address after the question mark.

    Args:
        address: The address.

    Returns:
        That part; None if it would be too long, or have too many changes.
    """
    parts: list[tuple[str, str]] = []
    for name in ("scenario", "run", "seed", "replicate", "month", "room"):
        value = getattr(address, name)
        if value is not None:
            parts.append((name, str(value)))
    parts += [("set", assignment(path, value)) for path, value in address.changes.items()]
    text = urlencode(parts, quote_via=quote)
    return text if len(text) <= LONGEST and len(address.changes) <= MOST_CHANGES else None


def assignment(path: str, value: object) -> str:
    """Return a change as the command line writes it; ``change.parse_assignment`` is the inverse."""
    return f"{path}={'' if value is None else value_toml(value)}"


def library_name(plain: Scenario) -> str | None:
    """Return the library's name for a scenario without changes; None for one from elsewhere."""
    return plain.name if plain.name in read.names() and read.read(plain.name) == plain else None
