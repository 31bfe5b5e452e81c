"""Find the packages: the folders of the root install together under the one name ``paradiplomacy``.

``interface`` is the root of the package, so ``interface/cli/command.py`` is ``paradiplomacy.cli.command`` and
``model/rules`` is ``paradiplomacy.model.rules``. Apart from the text that package indexes show, everything else about the
package is in ``pyproject.toml``.
"""

import re
from pathlib import Path

from setuptools import find_packages, setup

ROOT = "interface"
ROOMS = (ROOT, "agents", "model", "scenarios", "experiments", "visualisation")


def installed_name(folder: str) -> str:
    """Return the name under which a folder's package (``model.rules``) is imported."""
    room, *rest = folder.split(".")
    return ".".join(["paradiplomacy", *([] if room == ROOT else [room]), *rest])


def long_description(readme: str) -> str:
    """Return the README as it is shown outside the repository: without pictures, and with the words of links to its files."""
    # An index shows neither files of the repository nor embedded pictures, and there is no site to which links could lead.
    without_pictures = re.sub(r"^!\[[^\]]*\]\([^)]*\)\n+", "", readme, flags=re.MULTILINE)
    return re.sub(r"\[([^\]]*)\]\((?!https?:|#)[^)]*\)", r"\1", without_pictures)


folders = find_packages(include=[pattern for room in ROOMS for pattern in (room, f"{room}.*")])
setup(
    long_description=long_description((Path(__file__).parent / "README.md").read_text(encoding="utf-8")),
    long_description_content_type="text/markdown",
    packages=[installed_name(folder) for folder in folders],
    package_dir={installed_name(folder): folder.replace(".", "/") for folder in folders},
)
