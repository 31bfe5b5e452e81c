"""Archives: results with everything that reproduces them, offline and to the same digests.

An archive is a folder with the results, the code and facts that produced them, the description of the model, the pinned
versions of all packages, and a checksum of each file. Its ``again.py`` runs the archived code, not the installed one.
"""

import hashlib
import json
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any, NamedTuple

from packaging.requirements import Requirement

from paradiplomacy.experiments.engine.pool import Guard, PoolLostError
from paradiplomacy.experiments.engine.reproduce import reproductions
from paradiplomacy.experiments.engine.run import run as run_again
from paradiplomacy.experiments.results import crate, provenance
from paradiplomacy.experiments.results.batch import BatchResults, load
from paradiplomacy.experiments.results.folder import ARCHIVE, ResultsError, folder_of, made_whole, refuse_unless_free
from paradiplomacy.experiments.results.store import SCENARIO, Run
from paradiplomacy.model import own_files
from paradiplomacy.model.own_files import RAISED

MANIFEST, RESULTS, CODE, WHEELS = ARCHIVE, "results", "code", "wheels"
KIND, FORMAT = "archive", 1

AGAIN = '''"""Rerun this archive with the code in it, and compare the digests: ``python again.py``."""

import sys
from pathlib import Path

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    sys.path.insert(0, str(here / "code"))
    from paradiplomacy.cli.command import main

    sys.exit(main(["archive", str(here), "--check", *sys.argv[1:]]))
'''

READ_ME = """# {title}

Results of paradiplomacy {version}, with everything that reproduces them.

    python -m venv again && again/bin/pip install {install}
    again/bin/python again.py            # reruns the archived code and compares the digests{rows}

- `results/`: the results as they were written, with the user's own files in `own/`; `results/manifest.json` has scenario, changes, seed and command
- `code/`: the package that produced them, with its scenarios and facts (commit {commit}{changed})
- `odd.md`: the description of the model, with every parameter
- `requirements.txt`: the packages with their versions (Python {python})
- `archive.json`: a checksum of every file
- `ro-crate-metadata.json`: an RO-Crate 1.1, which describes these files, the columns of the tables and the run
"""


class Checked(NamedTuple):
    """The result of checking an archive.

    Attributes:
        altered: Files that are missing, changed or added.
        versions: Packages that differ: version then and now.
        same: Number of runs with the same digest.
        other: Description of each run with another digest.
        skipped: Number of runs that had failed or were left out.
    """

    altered: tuple[str, ...]
    versions: Mapping[str, tuple[str, str]]
    same: int
    other: tuple[str, ...]
    skipped: int

    @property
    def good(self) -> bool:
        """True if no file is altered and every run has the same digest."""
        return not self.altered and not self.other and self.same > 0

    def __str__(self) -> str:
        """Return the result, one line each."""
        lines = [f"{file}: altered, missing or added since it was archived" for file in self.altered]
        lines += [f"{name} was {then}, is {now}" for name, (then, now) in self.versions.items()]
        lines += list(self.other)
        left = f"; {self.skipped} left out" if self.skipped else ""
        # Altered results are not rerun.
        if not are_results(self.altered):
            lines.append(f"{self.same} of {self.same + len(self.other)} runs have the same digest{left}")
        return "\n".join(lines)


def archive(results: str | Path, out: str | Path, *, description: str, wheels: bool = False) -> Path:
    """Write an archive of results.

    Args:
        results: Folder of a run or a batch.
        out: New folder of the archive.
        description: The description of the model, for ``odd.md``.
        wheels: Whether to include the packages themselves (downloads them), so that a machine without network can
            install them.

    Returns:
        The folder of the archive.

    Raises:
        ResultsError: No results there, the folder is taken, the code is not what produced the results, or a package
            cannot be downloaded.
    """
    source, target = folder_of(results), folder_of(out)
    found = load(source)
    refuse_unless_free(target)
    # The archive gets the code that is here now, which must be the code that produced the results.
    refuse_another_commit(source, found)
    with made_whole(target) as draft:
        shutil.copytree(source, draft / RESULTS)
        copy_code(draft / CODE / "paradiplomacy")
        (draft / "odd.md").write_text(description, encoding="utf-8")
        (draft / "again.py").write_text(AGAIN, encoding="utf-8")
        (draft / "requirements.txt").write_text("".join(f"{n}=={v}\n" for n, v in needed().items()), encoding="utf-8")
        if wheels:
            fetch(draft)
        (draft / "README.md").write_text(read_me(found, wheels=wheels), encoding="utf-8")
        crate.write(draft, found)
        (draft / MANIFEST).write_text(json.dumps(contents(draft), indent=1) + "\n", encoding="utf-8")
    return target


def check(folder: str | Path, *, rows: int | None = None) -> Checked:
    """Compare every file of an archive with its checksum, rerun its results, and compare the digests.

    Args:
        folder: The archive.
        rows: Runs of a batch to repeat, evenly spaced; all unless given.

    Returns:
        The result.

    Raises:
        ResultsError: No archive there, or the running code is not the archived one.
    """
    here = folder_of(folder)
    manifest = read_manifest(here)
    # Otherwise other code would be tested, and the archive would pass or fail for the wrong reason.
    archived = provenance.package_files(here / CODE / "paradiplomacy")
    if provenance.code_digest(archived) != provenance.code_digest(provenance.installed_files()):
        raise ResultsError(
            f"{here}: the running code is not the archived one; use: python {shlex.quote(str(here / 'again.py'))}"
        )
    altered = altered_files(here, manifest["files"])
    # Rerunning altered results would compare the code with something that it never produced.
    if are_results(altered):
        return Checked(
            altered, differing(manifest), 0, ("the results themselves were altered; no run was repeated",), 0
        )
    found = load(here / RESULTS)
    same, other, skipped = rows_again(found, rows) if isinstance(found, BatchResults) else one_again(here, found)
    return Checked(altered, differing(manifest), same, tuple(other), skipped)


def one_again(here: Path, found: Run) -> tuple[int, list[str], int]:
    """Rerun a single run.

    Returns:
        Number of runs with the same digest, descriptions of the others, number of runs left out.
    """
    then = found.manifest
    if then.outcome == "failed" or then.months < 1:
        return 0, [], 1
    place = here / RESULTS
    # In another process if the archive holds code that somebody wrote: it may not return, or end its process.
    now = digest_again(place, then) if found.own else digest_of(place, then)
    return (1, [], 0) if now == then.digest else (0, [f"digest {then.digest} then, {now} now"], 0)


def digest_again(results: Path, then: provenance.Manifest) -> str:
    """Rerun a run in another process; return the digest, or why there is none."""
    with Guard() as guard:
        try:
            return guard.call(digest_of, results, then)
        except PoolLostError as error:
            return f"none ({error})"


def digest_of(results: Path, then: provenance.Manifest) -> str:
    """Rerun a run from its folder; return the digest, or why there is none."""
    prepare = own_files.placed(then.prepare, results) if then.prepare else None
    seed, replicate, months = then.seed, then.replicate, then.months
    try:
        again = run_again(results / SCENARIO, seed=seed, replicate=replicate, months=months, prepare=prepare)
    except RAISED as error:
        return f"none ({type(error).__name__}: {error})"
    return again.manifest.digest


def rows_again(found: BatchResults, rows: int | None) -> tuple[int, list[str], int]:
    """Rerun rows of a batch, all or some evenly spaced; return as ``one_again``."""
    runs = found.runs
    done = runs.loc[runs["status"] == "complete", "run"].tolist()
    if rows is not None and rows < len(done):
        # Evenly spaced, since the first rows of a batch all belong to its first replicate.
        done = [done[at * len(done) // rows] for at in range(rows)]
    reruns = list(reproductions(found, [int(number) for number in done]))
    return sum(each.same for each in reruns), [str(each) for each in reruns if not each.same], len(runs) - len(done)


def refuse_another_commit(source: Path, found: Run | BatchResults) -> None:
    """Refuse results that other code produced.

    Raises:
        ResultsError: The commits differ.
    """
    record = found.manifest
    # Uncommitted changes have no commit of their own; results of earlier versions did not record the sources.
    then = (
        {(record.commit, record.sources)}
        if isinstance(record, provenance.Manifest)
        else {(each["commit"], each.get("sources", "")) for each in record["sessions"]}
    )
    now, sources = provenance.code_version()[0], provenance.sources()
    commits = {commit for commit, _ in then}
    if commits != {now}:
        raise ResultsError(
            f"{source}: produced by commit {', '.join(sorted(commits))}, but the code here is {now}; rerun it, or check out that commit"
        )
    if {each for _, each in then} - {sources, ""}:
        raise ResultsError(f"{source}: the code has changed since then, without a commit; rerun it")


def copy_code(target: Path) -> None:
    """Copy the running package, and the metadata from which Python reads its version and requirements."""
    for name, file in provenance.installed_files().items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target / name)
    record = distribution("paradiplomacy")
    about = target.with_name(f"paradiplomacy-{record.version}.dist-info")
    about.mkdir()
    (about / "METADATA").write_text(record.read_text("METADATA") or "", encoding="utf-8")


def needed() -> dict[str, str]:
    """Return every package needed at run time, direct and transitive, with its installed version."""
    # Extras of packages are followed too: "mesa[network]" needs more than "mesa".
    found: dict[str, str] = {}
    open_: list[tuple[str, frozenset[str]]] = [("paradiplomacy", frozenset())]
    seen = set(open_)
    while open_:
        name, extras = open_.pop()
        for line in distribution(name).requires or ():
            requirement = Requirement(line)
            marker = requirement.marker
            if marker is not None and not any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                continue
            # Together with its extras: a package that was found without them may be needed with them later.
            key = requirement.name.lower().replace("_", "-"), frozenset(requirement.extras)
            if key not in seen:
                seen.add(key)
                found[key[0]] = version(key[0])
                open_.append(key)
    return dict(sorted(found.items()))


def fetch(folder: Path) -> None:
    """Download the packages themselves.

    Raises:
        ResultsError: One cannot be downloaded.
    """
    asked = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        # Wheels only: the other machine may have no compiler.
        "--only-binary",
        ":all:",
        "--dest",
        str(folder / WHEELS),
    ]
    done = subprocess.run([*asked, "-r", str(folder / "requirements.txt")], capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or "no answer").splitlines()[-1]
        raise ResultsError(f"the packages cannot be downloaded ({last}); omit --wheels, or try again with a network")


def read_me(found: Run | BatchResults, *, wheels: bool) -> str:
    """Return the instructions for another person."""
    commit, dirty = provenance.code_version()
    title = found.manifest.title if isinstance(found, Run) else found.manifest["title"]
    return READ_ME.format(
        title=title,
        version=version("paradiplomacy"),
        install=f"{f'--no-index --find-links {WHEELS} ' if wheels else ''}-r requirements.txt",
        rows="" if isinstance(found, Run) else "\n    again/bin/python again.py --rows 10",
        commit=commit,
        changed=", changed since" if dirty else "",
        python=platform.python_version(),
    )


def contents(folder: Path) -> dict[str, Any]:
    """Return the manifest: provenance, and a checksum of every file."""
    commit, dirty = provenance.code_version()
    return {
        "kind": KIND,
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit,
        "dirty": dirty,
        "versions": {"python": platform.python_version(), **needed()},
        "files": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in all_files(folder)},
    }


def all_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of an archive, except its manifest and the environment that running it creates."""
    for name, path in provenance.package_files(folder).items():
        if name != MANIFEST and not name.startswith("again/"):
            yield name, path


def are_results(files: Iterable[str]) -> bool:
    """Return whether any of these files of an archive belongs to its results."""
    return any(file.startswith(f"{RESULTS}/") for file in files)


def altered_files(folder: Path, kept: Mapping[str, str]) -> tuple[str, ...]:
    """Return the files that are missing, changed or added."""
    now = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in all_files(folder)}
    return tuple(sorted(name for name in {*now, *kept} if now.get(name) != kept.get(name)))


def differing(manifest: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the versions that differ from those of the archive."""
    now = {"python": platform.python_version(), **needed()}
    then = manifest["versions"]
    return {name: (then[name], now.get(name, "not installed")) for name in then if then[name] != now.get(name)}


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of an archive.

    Raises:
        ResultsError: The folder is not an archive.
    """
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise ResultsError(f"{folder}: is not an archive (no readable {MANIFEST})")
    return found
