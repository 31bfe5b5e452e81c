"""The provenance of results: the code, the versions and the command that produced them."""

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

PACKAGES = ("paradiplomacy", "numpy", "numba", "mesa", "pandas", "pyarrow")
# 2: with the table of parties.
FORMAT = 2
"""Version of the layout of a results folder."""

Outcome = Literal["complete", "interrupted", "failed"]


@dataclass(frozen=True, kw_only=True)
class FileRecord:
    """The record of one file of a results folder.

    Attributes:
        sha256: Checksum of the whole file, hexadecimal.
        rows: Rows of the table; None for a file that is not a table.
        columns: Type of each column of the table, in order; empty for a file that is not a table.
    """

    sha256: str
    rows: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The record of a run: enough to rerun it and to compare the outcome.

    Attributes:
        scenario: Name of the scenario.
        title: Its title.
        scenario_hash: Hash of the resolved scenario (changes included).
        changes: Changes of the scenario, path to value.
        seed: Root seed.
        replicate: Number of the replicate.
        start: First recorded month, YYYY-MM.
        months: Months simulated.
        horizon: Months requested.
        burn_in: Months simulated before results are recorded.
        outcome: ``complete``; ``interrupted`` by hand after a whole month; ``failed`` inside a month.
        error: Traceback, where the outcome is ``failed``; else empty.
        digest: Hash of the events: two runs with the same digest are the same run.
        commit: Git commit of the code; version and checksum of its sources where it does not run from its own checkout.
        dirty: Whether the code differed from that commit; None where the commit is unknown.
        versions: Of Python and the packages that matter.
        command: The command line.
        started_at: Time of the start, UTC, ISO 8601.
        wall_seconds: Time to build the world and to run it, seconds.
        sources: SHA-256 of the files of the package, changes since the commit included.
        facts: SHA-256 of each file of the facts.
        tables: SHA-256 of each of the user's own tables of which the world was made.
        estimated: How many figures of these tables were estimated, drawn or taken from the facts, by column.
        prepare: Function that prepared the world, as ``file.py:function`` in the folder; empty where there was none.
        files: The files of the folder; empty until it is saved.
        format: Version of the layout of the folder.
    """

    scenario: str
    title: str
    scenario_hash: str
    changes: Mapping[str, Any]
    seed: int
    replicate: int
    start: str
    months: int
    horizon: int
    burn_in: int
    outcome: Outcome
    error: str
    digest: str
    commit: str
    dirty: bool | None
    versions: Mapping[str, str]
    command: str
    started_at: str
    wall_seconds: float
    sources: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    estimated: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    prepare: str = ""
    files: Mapping[str, FileRecord] = field(default_factory=dict)
    format: int = FORMAT

    def __str__(self) -> str:
        """Return scenario, seed, months and digest in one line, and the changes in another."""
        run = f"{self.title} ({self.scenario}, seed {self.seed}, replicate {self.replicate})"
        end = f"{self.outcome}, {self.months} of {self.horizon} months from {self.start}, digest {self.digest[:12]}"
        lines = [f"{run}: {end}"]
        lines += [f"Changed: {', '.join(f'{path} = {value}' for path, value in self.changes.items())}"] * bool(
            self.changes
        )
        lines += [f"Prepared by: {self.prepare}"] * bool(self.prepare)
        return "\n".join(lines)

    def stamp(self) -> str:
        """Return the part that identifies a run, as one line of JSON: the same for the same run, whenever it is made."""
        names = ("scenario", "scenario_hash", "changes", "seed", "replicate", "months", "digest", "commit", "dirty")
        facts = {name: getattr(self, name) for name in names}
        facts |= {"prepare": self.prepare} if self.prepare else {}
        return json.dumps(facts | {"paradiplomacy": self.versions["paradiplomacy"]}, default=str, ensure_ascii=False)

    def to_json(self) -> str:
        """Return the whole manifest as text."""
        return json.dumps(asdict(self), indent=2, default=str, ensure_ascii=False) + "\n"


def manifest_from_json(text: str) -> Manifest:
    """Return the manifest that ``Manifest.to_json`` wrote.

    Raises:
        ValueError: The text is not a manifest: broken JSON, or a missing or unknown key.
    """
    found = json.loads(text)
    known = {item.name: item for item in fields(Manifest)}
    # Earlier versions did not record every key; those that have no default were always there.
    needed = {name for name, item in known.items() if item.default is item.default_factory is MISSING}
    if not isinstance(found, dict) or not needed <= found.keys() <= known.keys():
        raise ValueError("the keys are not those of a manifest")
    try:
        found["files"] = {name: FileRecord(**record) for name, record in found.get("files", {}).items()}
    except (TypeError, AttributeError) as error:
        raise ValueError("the list of files is not that of a manifest") from error
    return Manifest(**found)


def versions() -> dict[str, str]:
    """Return the version of Python and of each package that can change a result."""
    return {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}


def code_version() -> tuple[str, bool | None]:
    """Return the commit of the checkout that this code runs from, and whether the code differs from it.

    Returns:
        ``("VERSION+CHECKSUM OF THE SOURCES", None)`` where the code was installed elsewhere or git is not available.
    """
    return _checkout() or (f"{version('paradiplomacy')}+{sources()}", None)


def _checkout() -> tuple[str, bool] | None:
    """Return the commit of the checkout and whether the code differs from it; None where there is no checkout."""
    # Resolved, because an editable installation is a tree of links into the checkout.
    root = Path(__file__).resolve().parents[2]
    # An installed copy may lie inside another project's repository, whose commit says nothing about this code.
    if not (root / ".git").exists() or not (root / "pyproject.toml").exists():
        return None
    commit = _git(root, "rev-parse", "HEAD")
    # Only files that can change a result count as changes; a note or a picture does not.
    changed = _git(root, "status", "--porcelain", "--", "*.py", "*.toml", "*.csv")
    if commit is None or changed is None:
        return None
    return commit, bool(changed)


# Once: the modules of a process do not change after they are imported.
@cache
def sources() -> str:
    """Return the SHA-256 of the files of the running package."""
    return code_digest(installed_files())


def installed_files() -> dict[str, Path]:
    """Return the files of the running package, by their path in it."""
    found: dict[str, Path] = {}
    package = find_spec("paradiplomacy")
    for place in (package and package.submodule_search_locations) or ():
        found |= package_files(Path(place))
    return found


def package_files(root: Path) -> dict[str, Path]:
    """Return the files of a package, without compiled ones, by their path in it."""
    # Links are followed, because an editable installation may consist of links to folders.
    walked = (Path(folder) / name for folder, _, names in os.walk(root, followlinks=True) for name in names)
    return {
        file.relative_to(root).as_posix(): file
        for file in sorted(walked)
        if "__pycache__" not in file.parts and file.is_file()
    }


def code_digest(files: Mapping[str, Path]) -> str:
    """Return one checksum of names and contents."""
    total = hashlib.sha256()
    for name in sorted(files):
        # The zero byte and the fixed length of the checksum separate names from contents: different files cannot give
        # the same text.
        total.update(name.encode() + b"\0" + hashlib.sha256(files[name].read_bytes()).digest())
    return total.hexdigest()


def _git(root: Path, *arguments: str) -> str | None:
    """Return the answer of git about the checkout; None where there is none."""
    # Inside a hook git sets variables that point to another repository.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        answer = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True, env=environment
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.strip()
