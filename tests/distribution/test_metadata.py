"""The descriptions of the project in several files agree: version, authors, requirements, licence, words."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
CODEMETA = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
RECIPE = yaml.safe_load((ROOT / "conda" / "recipe.yaml").read_text(encoding="utf-8"))
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
REQUIREMENT = re.compile(r"(?P<name>[\w-]+)(\[\w+\])?(?P<bounds>.*)")
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
"""Packages that have another name in conda: the full matplotlib there brings a desktop toolkit."""
VERSIONED = ("README.md", "docs/cite.md", "docs/install.md", "docs/tutorials/first_figure.md")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def requirements() -> dict[str, str]:
    """Bounds of the required packages by name."""
    found = [REQUIREMENT.fullmatch(each) for each in PROJECT["dependencies"]]
    return {each["name"]: each["bounds"] for each in found if each}


def test_the_version_is_the_same_everywhere() -> None:
    version = PROJECT["version"]
    newest = re.search(r"^## ([\d.]+|Unreleased)", CHANGELOG, re.MULTILINE)
    assert newest and newest[1] in (version, "Unreleased")
    assert CITATION["version"] == CODEMETA["version"] == RECIPE["context"]["version"] == version
    for name in VERSIONED:
        assert set(re.findall(r"\bparadiplomacy[- ](\d+\.\d+\.\d+)\b|version (\d+\.\d+\.\d+)", page(name))) <= {
            (version, ""),
            ("", version),
        }


def test_the_authors_are_the_same_everywhere() -> None:
    (author,) = PROJECT["authors"]
    assert author["name"] == "The paradiplomacy developers"
    assert CITATION["authors"] == [author]
    assert [each["name"] for each in CODEMETA["author"]] == [author["name"]]
    assert author["name"] in page("docs/cite.md")
    assert f'author = "{author["name"]}"' in page("docs/conf.py")


def test_name_description_and_keywords_are_the_same_everywhere() -> None:
    assert CODEMETA["name"] == RECIPE["package"]["name"] == PROJECT["name"]
    assert CODEMETA["description"] == RECIPE["about"]["summary"] == PROJECT["description"]
    assert CODEMETA["keywords"] == PROJECT["keywords"] and set(CITATION["keywords"]) & set(PROJECT["keywords"])
    assert CITATION["title"] in page("docs/cite.md").replace("\n> ", " ")


def test_the_licence_is_the_same_everywhere() -> None:
    assert RECIPE["about"]["license"] == PROJECT["license"]
    assert RECIPE["about"]["license_file"] == PROJECT["license-files"]
    # Citations have room for one, which is that of the code.
    assert CITATION["license"] == PROJECT["license"].split(" AND ")[0] == CODEMETA["license"].rpartition("/")[2]


def test_the_conda_recipe_and_codemeta_require_what_the_package_requires() -> None:
    python, *others = RECIPE["requirements"]["run"]
    assert python == f"python {PROJECT['requires-python']}"
    assert others == [f"{CONDA_NAMES.get(name, name.lower())} {bounds}" for name, bounds in requirements().items()]
    assert CODEMETA["softwareRequirements"] == [*requirements()]
    (build,) = PYPROJECT["build-system"]["requires"]
    assert build.replace(">=", " >=") in RECIPE["requirements"]["host"]
    ((name, target),) = PROJECT["scripts"].items()
    assert RECIPE["build"]["python"]["entry_points"] == [f"{name} = {target}"]


def test_no_address_is_given_where_none_exists() -> None:
    assert "urls" not in PROJECT
    assert not {"url", "repository", "repository-code", "doi"} & set(CITATION)
    assert not {"url", "codeRepository", "issueTracker"} & set(CODEMETA)


def test_the_text_for_package_indexes_has_no_picture_and_no_link_into_the_repository() -> None:
    # Run apart, because setup.py runs the installation when it is imported.
    source = page("setup.py").partition("\nfolders = ")[0]
    names: dict[str, object] = {}
    exec(compile(source.replace("from setuptools import find_packages, setup", ""), "setup.py", "exec"), names)
    shorten = names["long_description"]
    assert callable(shorten)
    assert shorten("![a b](c/d.png)\n\nSee [e f](g.md#h), [i](https://j.org) and [k](#k).\n") == (
        "See e f, [i](https://j.org) and [k](#k).\n"
    )
    text = shorten(page("README.md"))
    assert "![" not in text and not re.search(r"\]\((?!https?:|#)", text)
    assert len(text) > 5000 and "## Run one scenario" in text


def test_every_file_of_the_repository_is_in_the_source_archive() -> None:
    asked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode:
        pytest.skip("this is not a checkout")
    manifest = page("MANIFEST.in")
    grafted = set(re.findall(r"^graft (\S+)$", manifest, re.MULTILINE))
    included = [name for line in re.findall(r"^include (.+)$", manifest, re.MULTILINE) for name in line.split()]
    for name in asked.stdout.splitlines():
        top, _, below = name.partition("/")
        assert top in grafted if below else any(Path(name).match(each) for each in included), name


def test_the_container_uses_no_host_and_no_privileges() -> None:
    lines = page("Containerfile").splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert bases and all("/" not in base and "." not in base.partition(":")[0] for base in bases)
    assert bases[-1] == f"python:{page('.python-version').strip()}-slim"
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users and all(re.fullmatch(r"[1-9]\d+:[1-9]\d+", user) for user in users)
