"""Find the packages: the folders of the root install together under the one name ``paradiplomacy``.

``interface`` is the root of the package, so ``interface/cli/command.py`` is ``paradiplomacy.cli.command`` and
``model/rules`` is ``paradiplomacy.model.rules``. Everything else about the package is in ``pyproject.toml``.
"""

from setuptools import find_packages, setup

ROOT = "interface"
ROOMS = (ROOT, "agents", "model", "scenarios", "experiments", "visualisation")


def installed_name(folder: str) -> str:
    """Return the name under which a folder's package (``model.rules``) is imported."""
    room, *rest = folder.split(".")
    return ".".join(["paradiplomacy", *([] if room == ROOT else [room]), *rest])


folders = find_packages(include=[pattern for room in ROOMS for pattern in (room, f"{room}.*")])
setup(
    packages=[installed_name(folder) for folder in folders],
    package_dir={installed_name(folder): folder.replace(".", "/") for folder in folders},
)
