"""The catalogue: for each question the rules that answer it, by name, and where they are."""

from importlib import import_module
from typing import Any

CATALOGUE: dict[str, dict[str, str]] = {
    "protocol": {
        "nash": "paradiplomacy.model.rules.protocol.nash",
        "ultimatum": "paradiplomacy.model.rules.protocol.ultimatum",
        "kalai_smorodinsky": "paradiplomacy.model.rules.protocol.kalai_smorodinsky",
        "alternating_offers": "paradiplomacy.model.rules.protocol.alternating_offers",
        "rubinstein": "paradiplomacy.model.rules.protocol.rubinstein",
        "blind_offers": "paradiplomacy.model.rules.protocol.blind_offers",
    },
    "ratification": {
        "veto_players": "paradiplomacy.model.rules.ratification.veto_players",
        "quota": "paradiplomacy.model.rules.ratification.quota",
    },
    "response": {
        "five_options": "paradiplomacy.model.rules.response.five_options",
        "look_on": "paradiplomacy.model.rules.response.look_on",
    },
    "reply": {"weighing": "paradiplomacy.model.rules.reply.weighing"},
    "delivery": {"yearly_review": "paradiplomacy.model.rules.delivery.yearly_review"},
    "charter": {
        "median": "paradiplomacy.model.rules.charter.median",
        "weighted_depth": "paradiplomacy.model.rules.charter.weighted_depth",
        "joint_optimum": "paradiplomacy.model.rules.charter.joint_optimum",
    },
    "membership": {"best_response": "paradiplomacy.model.rules.membership.best_response"},
}


def rule(question: str, name: str) -> Any:
    """The module of a rule, or a user's own protocol of the name ``file.py:name``.

    Raises:
        KeyError: The question or the name is not in the catalogue.
        OwnRuleError: A user's own protocol cannot be used.
    """
    if question == "protocol" and name not in CATALOGUE[question]:
        from paradiplomacy.model.rules.own import is_own, own_rule

        if is_own(name):
            return own_rule(name)
    return import_module(CATALOGUE[question][name])
