"""The calendar: months are numbered from the start of the scenario, dates are written YYYY-MM."""

from operator import index
from typing import SupportsIndex

# Month 0 is the start of the scenario, so the burn-in before it has negative months. With a longer or shorter burn-in,
# every month of the scenario has the same number, the same date and the same keys of its draws.
MONTHS_PER_YEAR = 12
MOST_MONTHS = 2400
"""The largest number of months that a scenario can have."""


def _ordinal(date: str) -> int:
    """Return the number of months since the year 0."""
    year, month = (int(part) for part in date.split("-"))
    return year * MONTHS_PER_YEAR + month - 1


def date_of(start: str, month: int) -> str:
    """Return the date of a month.

    Args:
        start: Date of month 0, as YYYY-MM.
        month: Number of the month; negative in the burn-in.
    """
    # divmod rounds down, which is right for months before the start as well.
    year, rest = divmod(_ordinal(start) + month, MONTHS_PER_YEAR)
    return f"{year:04d}-{rest + 1:02d}"


def month_of(start: str, date: str) -> int:
    """Return the number of the month of a date.

    Args:
        start: Date of month 0, as YYYY-MM.
        date: The date, as YYYY-MM.
    """
    return _ordinal(date) - _ordinal(start)


def within(months: object, most: int) -> int:
    """Return a number of months as a built-in whole number; NumPy integers are accepted.

    Raises:
        ValueError: It is not whole, below 0 or above ``most``.
    """
    whole = index(months) if isinstance(months, SupportsIndex) and not isinstance(months, bool) else -1
    if not 0 <= whole <= most:
        raise ValueError(f"months {months!r}: expected a whole number from 0 to {most}")
    return whole
