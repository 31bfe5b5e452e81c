"""Values as a page sends them: a visitor's browser may send anything, also what the page never would."""

from collections.abc import Mapping

from paradiplomacy.scenarios.format.problem import shown


def whole(given: object) -> int:
    """Return a whole number that a page sent.

    Raises:
        LookupError: It is none.
    """
    if isinstance(given, int | float | str):
        try:
            return int(given)
        except (ValueError, OverflowError):  # also what is infinite or no number at all
            pass
    raise LookupError(f"{shown(given) or 'nothing'}: expected a whole number")


def form(given: object, *keys: str) -> Mapping[str, object]:
    """Return a form that a page sent.

    Args:
        given: What was sent.
        keys: Fields that it must have.

    Raises:
        LookupError: It is no form, or lacks a field.
    """
    if isinstance(given, Mapping):
        missing = [key for key in keys if key not in given]
        if not missing:
            return given
        raise LookupError(f"a form without {' and '.join(missing)}: expected {', '.join(keys)}")
    raise LookupError(f"{shown(given) or 'nothing'}: expected a form")
