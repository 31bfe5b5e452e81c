"""A corpus of what a hostile visitor would ask for, each as a change of a scenario: path and value.

``{file}`` is replaced by the path of a Python file that leaves a mark when it is run.
"""

from pathlib import Path

from paradiplomacy.scenarios.format.check import known_rules

RULE = "def rule(cases, c):\n    return 0.5\n"

CODE: list[tuple[str, object]] = [
    *((f"rules.{question}", "{file}:rule") for question in known_rules()),
    ("rules.protocol", "evil.py:rule"),
    ("rules.protocol", "./evil.py:rule"),
    ("rules.protocol", "../{folder}/evil.py:rule"),
    ("rules.protocol", "os:system"),
    ("rules.protocol", "file://{file}:rule"),
    ("rules.protocol", "{file}"),
    ("rules.protocol", "nash.py:nash"),
]
SIZES: list[tuple[str, object]] = [
    ("world.cities", 30_000),
    ("world.cities", 3_001),
    ("world.nations", 900),
    ("search.burn_in", 600),
    ("title", "x" * 5_000),
    ("question", "x" * 5_000),
]
PATHS: list[tuple[str, object]] = [
    ("extends", "/etc/passwd"),
    ("extends", "{folder}/other.toml"),
    ("expectations[0].measure", "{file}:rule"),
    ("rules", {"protocol": "{file}:rule"}),
    ("nonsense.nonsense", 1),
    ('"; import os', 1),
    ("", 1),
    ("rules.protocol", ["{file}:rule"]),
    ("prepare", "{file}:rule"),
    ("rules.protocol", {"__class__": "str"}),
    ("months", 10**400),
    ("months", float("nan")),
    ("world.cities", -1),
    ("world.ties", "/etc/passwd"),
    ("world.own_cities", "/etc/passwd"),
    ('world."own_nations"', "/etc/passwd"),
    ("world.cities", "/etc/passwd"),
]


def corpus(folder: Path) -> list[tuple[str, object]]:
    """Return the corpus, and put the file that it names into a folder; ``folder / "ran"`` is there once it has run."""
    file = folder / "evil.py"
    file.write_text(f"open({str(folder / 'ran')!r}, 'w').close()\n{RULE}")

    def filled(value: object) -> object:
        if isinstance(value, str):
            return value.replace("{file}", str(file)).replace("{folder}", folder.name)
        if isinstance(value, dict):
            return {key: filled(each) for key, each in value.items()}
        return [filled(each) for each in value] if isinstance(value, list) else value

    return [(path, filled(value)) for path, value in (*CODE, *SIZES, *PATHS)]
