"""Patterns that are theorems need no runs."""

from paradiplomacy.experiments.evidence.patterns.validation import chosen, needed


def test_a_theorem_needs_no_run():
    assert [pattern.name for pattern in chosen(["P12"])] == ["P12"] and not needed(["P12"])
