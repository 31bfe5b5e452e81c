"""The description of an archive as an RO-Crate 1.1: what each file is, and which run of which program made the results."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from paradiplomacy.experiments.exports.columns import described
from paradiplomacy.experiments.results.batch import BatchResults
from paradiplomacy.experiments.results.copies import OWN
from paradiplomacy.experiments.results.store import SCENARIO, Run

CRATE = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate/1.1"
PROGRAM, ACTION, RESULTS = "#paradiplomacy", "#run", "results/"
FORMATS = {
    ".parquet": "application/vnd.apache.parquet", ".csv": "text/csv", ".json": "application/json", ".md": "text/markdown",
    ".toml": "application/toml", ".txt": "text/plain", ".py": "text/x-python", ".png": "image/png",
}  # fmt: skip
ABOUT = {
    "code/": "The package that produced the results, with its scenarios and facts.",
    "odd.md": "Description of the model with every parameter.",
    "requirements.txt": "Packages with their versions.",
    "again.py": "Reruns the archived code, and compares the digests.",
    "README.md": "How to rerun the archive.",
    "wheels/": "The packages themselves.",
    f"{RESULTS}{SCENARIO}": "The resolved scenario.",
    f"{RESULTS}manifest.json": "Record of the run: scenario, changes, seed, code, versions and checksums.",
    f"{RESULTS}{OWN}/": "The user's own files: rules, measures and tables.",
}
LICENSE = "Code and facts of the package: see its LICENSE and NOTICE.md. The results are their author's to license."

type Entity = dict[str, object]


def write(folder: Path, found: Run | BatchResults) -> None:
    """Write the description of an archive into its folder.

    Args:
        folder: The archive, with everything but its list of checksums.
        found: Its results.
    """
    parts = [_part(path, folder) for path in (*_top(folder), *_top(folder / RESULTS))]
    entities = [*_root(found, parts), *parts, _program(), _action(found)]
    # The columns of a batch's tables are those of runs, and documented in odd.md.
    for name, table in found.tables.items() if isinstance(found, Run) else ():
        home = next((part for part in parts if Path(str(part["@id"])).stem == name and part["@type"] == "File"), None)
        if home is not None:
            columns = [
                _column(name, column.name, column.about, column.unit) for column in described(name, table).values()
            ]
            home["variableMeasured"] = [_ref(each) for each in columns]
            entities += columns
    graph = {"@context": f"{PROFILE}/context", "@graph": entities}
    (folder / CRATE).write_text(json.dumps(graph, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _top(folder: Path) -> Iterator[Path]:
    # Folders are described as a whole: a batch has thousands of parts, and the package hundreds of modules.
    yield from (path for path in sorted(folder.iterdir()) if path.name != CRATE and path.name != RESULTS.strip("/"))


def _part(path: Path, folder: Path) -> Entity:
    is_folder = path.is_dir()
    identity = path.relative_to(folder).as_posix() + "/" * is_folder
    part: Entity = {"@id": identity, "@type": "Dataset" if is_folder else "File", "name": path.name}
    about = ABOUT.get(identity)
    if about:
        part["description"] = about
    if not is_folder:
        part |= {
            "contentSize": str(path.stat().st_size),
            "encodingFormat": FORMATS.get(path.suffix, "application/octet-stream"),
        }
    return part


def _ref(entity: Entity) -> Entity:
    return {"@id": entity["@id"]}


def _root(found: Run | BatchResults, parts: list[Entity]) -> list[Entity]:
    of_results = [_ref(part) for part in parts if str(part["@id"]).startswith(RESULTS)]
    others = [_ref(part) for part in parts if not str(part["@id"]).startswith(RESULTS)]
    results: Entity = {"@id": RESULTS, "@type": "Dataset", "name": "Results", "hasPart": of_results}
    root: Entity = {
        "@id": "./",
        "@type": "Dataset",
        "name": _fact(found, "title"),
        "description": "Results of paradiplomacy, a simulation of how cities and nations negotiate, with all that reproduces them.",
        "datePublished": datetime.now(UTC).date().isoformat(),
        "license": LICENSE,
        "hasPart": [_ref(results), *others],
        "mentions": {"@id": ACTION},
    }
    descriptor: Entity = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": PROFILE},
        "about": {"@id": "./"},
    }
    return [descriptor, root, results]


def _program() -> Entity:
    return {
        "@id": PROGRAM,
        "@type": "SoftwareApplication",
        "name": "paradiplomacy",
        "version": version("paradiplomacy"),
        "softwareVersion": version("paradiplomacy"),
    }


def _fact(found: Run | BatchResults, name: str) -> str:
    return str(getattr(found.manifest, name) if isinstance(found, Run) else found.manifest[name])


def _action(found: Run | BatchResults) -> Entity:
    """Return the act that made the results: which program, on which scenario, when."""
    session: Mapping[str, object] = (
        {"started_at": found.manifest.started_at, "command": found.manifest.command}
        if isinstance(found, Run)
        else found.manifest["sessions"][0]
    )
    source = f"{RESULTS}{SCENARIO}" if isinstance(found, Run) else f"{RESULTS}scenarios/"
    action: Entity = {
        "@id": ACTION,
        "@type": "CreateAction",
        "name": f"{_fact(found, 'title')}, seed {_fact(found, 'seed')}",
        "description": str(session["command"]),
        "startTime": str(session["started_at"]),
        "instrument": {"@id": PROGRAM},
        "object": {"@id": source},
        "result": {"@id": RESULTS},
    }
    if isinstance(found, Run):
        end = datetime.fromisoformat(found.manifest.started_at) + timedelta(seconds=found.manifest.wall_seconds)
        action["endTime"] = end.isoformat(timespec="seconds")
    return action


def _column(table: str, name: str, about: str, unit: str) -> Entity:
    return {"@id": f"#{table}.{name}", "@type": "PropertyValue", "name": name, "description": about, "unitText": unit}
