"""Loading a user's file, and the error that says what is wrong with it."""

import importlib.util
from pathlib import Path
from types import ModuleType

# A user's own code may raise anything, also on purpose or by leaving the program; only Ctrl-C is not the rule's fault.
RAISED = (Exception, SystemExit)


class OwnRuleError(ValueError):
    """A user's own rule that cannot be used.

    Attributes:
        wrong: What is wrong.
        right: What was expected.
    """

    def __init__(self, wrong: str, right: str) -> None:
        self.wrong, self.right = wrong, right
        super().__init__(f"{wrong}, {right}")


def is_own(name: str) -> bool:
    """Return whether the name of a rule has the form ``file.py:name``."""
    return ".py:" in name


def file_of(name: str) -> Path:
    """Return the file of ``file.py:name``."""
    return Path(name.rpartition(":")[0])


def find(name: str) -> object:
    """Return the object that ``file.py:name`` means.

    Raises:
        OwnRuleError: There is no such file or name, or the file cannot be imported.
    """
    file, wanted = file_of(name), name.rpartition(":")[2]
    module = _load(file)
    found = getattr(module, wanted, None)
    if found is None:
        # The functions that are there, because a wrong name is most often a misspelt one.
        there = [key for key, value in vars(module).items() if callable(value) and not key.startswith("_")]
        raise OwnRuleError(f'"{file}" has no "{wanted}"', f"it has {', '.join(there) or 'no function'}")
    return found


def _load(file: Path) -> ModuleType:
    """Import a file by its path."""
    if not file.is_file():
        raise OwnRuleError(
            f'there is no file "{file}"', "expected a Python file next to the scenario or in this folder"
        )
    # Loaded by path and not entered in sys.modules: two scenarios may bring different files of the same name.
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except RAISED as error:
        wrong = f'"{file}" cannot be loaded: {type(error).__name__}: {error}'
        raise OwnRuleError(wrong, "expected a file that Python can import") from error
    return module
