"""The seed of a text box or an address."""

LARGEST_SEED = 2**63 - 1


class SeedError(ValueError):
    """A seed that is not a whole number in its range."""


def seed_of(given: object) -> int:
    """Return the seed in a text box or an address: a whole number, 0 to 2**63 - 1.

    Args:
        given: A number or its text.

    Returns:
        The seed.

    Raises:
        SeedError: It is not a whole number in this range.
    """
    text = str(given).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_SEED):
        raise SeedError(f"seed {text[:40]!r}: expected a whole number from 0 to {LARGEST_SEED}")
    return int(text)
