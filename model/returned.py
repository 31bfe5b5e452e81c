"""The number that a user's function returned."""

from typing import SupportsFloat, SupportsIndex


def number(value: object) -> float:
    """Return a value that a user's function returned as a number; a missing value of pandas is NaN.

    Raises:
        TypeError: It is not a number.
    """
    # Imported here: a wrong design is refused before anything heavy is loaded.
    import pandas as pd

    if value is pd.NA or value is pd.NaT:
        return float("nan")
    # Text is refused although Python, and NumPy's text too, would read a number in it: which text has one is not for a
    # measure to find out.
    is_number = isinstance(value, SupportsFloat | SupportsIndex) and not isinstance(value, str | bytes)
    if is_number and getattr(value, "ndim", 0) == 0:
        return float(value)  # type: ignore[arg-type]
    kind = "nothing (None)" if value is None else f"a value of type {type(value).__name__}"
    raise TypeError(f"it returned {kind}, expected a number")
