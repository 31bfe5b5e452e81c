"""Facts of six nations and five cities, so that messages do not depend on the real tables."""

import pytest

from paradiplomacy.scenarios.names import directory

FEW = directory.Directory(
    cities={
        "Paris": ("FRA:paris",),
        "São Paulo": ("BRA:sao-paulo",),
        "Sao Paulo": ("BRA:sao-paulo",),
        "New York": ("USA:new-york",),
        "New York state": ("USA:new-york-state",),
        "Hyderabad": ("IND:hyderabad", "PAK:hyderabad"),
    },
    ids=frozenset(
        {"FRA:paris", "BRA:sao-paulo", "USA:new-york", "IND:hyderabad", "PAK:hyderabad", "USA:new-york-state"}
    ),
    regions=frozenset({"USA:new-york-state"}),
    nations=frozenset({"FRA", "BRA", "USA", "IND", "PAK", "NOR"}),
)


@pytest.fixture
def few_facts(monkeypatch: pytest.MonkeyPatch) -> directory.Directory:
    """The small facts in place of the real ones."""
    monkeypatch.setattr(directory, "directory", lambda: FEW)
    return FEW
