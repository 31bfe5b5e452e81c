"""The object that the name of a user's own rule means, and the error that says what is wrong with it."""

from paradiplomacy.model import own_files
from paradiplomacy.model.own_files import RAISED, OwnFileError, file_of, is_own

__all__ = ["RAISED", "OwnRuleError", "file_of", "find", "is_own"]


class OwnRuleError(OwnFileError):
    """A user's own rule that cannot be used."""


def find(name: str) -> object:
    """Return the object that ``file.py:name`` means.

    Raises:
        OwnRuleError: There is no such file or name, or the file cannot be imported.
    """
    file, wanted = file_of(name), name.rpartition(":")[2]
    try:
        module = own_files.load(file)
    except OwnFileError as error:
        raise OwnRuleError(error.wrong, error.right) from error
    found = getattr(module, wanted, None)
    if found is None:
        # The functions that are there, because a wrong name is most often a misspelt one.
        there = [key for key, value in vars(module).items() if callable(value) and not key.startswith("_")]
        raise OwnRuleError(f'"{file}" has no "{wanted}"', f"it has {', '.join(there) or 'no function'}")
    return found
