"""The catalogue: for each question the rules that answer it, by name, and where they are."""

from importlib import import_module
from types import ModuleType

CATALOGUE: dict[str, dict[str, str]] = {
    "protocol": {
        "nash": "paradiplomacy.model.rules.protocol.nash",
        "ultimatum": "paradiplomacy.model.rules.protocol.ultimatum",
    },
    "ratification": {
        "veto_players": "paradiplomacy.model.rules.ratification.veto_players",
        "quota": "paradiplomacy.model.rules.ratification.quota",
    },
    "response": {"five_options": "paradiplomacy.model.rules.response.five_options"},
    "reply": {"weighing": "paradiplomacy.model.rules.reply.weighing"},
    "delivery": {"yearly_review": "paradiplomacy.model.rules.delivery.yearly_review"},
}


def rule(question: str, name: str) -> ModuleType:
    """The module of a rule. Raises KeyError for a question or a name that is not in the catalogue."""
    return import_module(CATALOGUE[question][name])
