"""The container works for a user without privileges and without a home folder."""

import os
import shutil
import subprocess
from pathlib import Path

import archives
import containers
import pytest
from containers import Step

ENGINES = ("podman", "docker")
USER = 10001
TEXT = """\
# A comment.
FROM python:3 AS build
RUN one && \\
    two
# Another one, between steps.
COPY . /here
"""


def engine() -> str | None:
    """The first container engine that answers."""
    for name in ENGINES:
        if shutil.which(name) and not subprocess.run([name, "info"], capture_output=True, check=False).returncode:
            return name
    return None


def test_steps_are_read_without_comments_and_over_several_lines() -> None:
    assert containers.steps(TEXT) == [
        Step("FROM", "python:3 AS build"),
        Step("RUN", "one &&     two"),
        Step("COPY", ". /here"),
    ]


def test_every_instruction_of_the_containerfile_is_known_to_the_script() -> None:
    text = (archives.ROOT / "Containerfile").read_text(encoding="utf-8")
    known = {"FROM", "RUN", "COPY", "WORKDIR", "ENV", "USER", "ENTRYPOINT", "CMD", "EXPOSE"}
    assert {step.word for step in containers.steps(text)} <= known


@pytest.mark.slow
def test_everything_works_in_the_container(tmp_path: Path) -> None:
    with_engine = engine()
    if with_engine:
        work = tmp_path / "work"
        work.mkdir(mode=0o777)
        archives.run([with_engine, "build", "--tag", "paradiplomacy-test", str(archives.ROOT)])
        shared = [with_engine, "run", "--rm", "--network", "host", "--volume", f"{work}:/work:z", "paradiplomacy-test"]
        archives.use(shared, work)
        return
    if os.getuid() or not shutil.which("setpriv"):
        pytest.skip("there is neither a container engine nor root")
    image = containers.build(tmp_path)
    work = image.stage.changes / "work"
    archives.use(image.words(), work)
    assert {each.stat().st_uid for each in (work / "run").iterdir()} == {USER}
    compiled = image.stage.changes / "var" / "cache" / "paradiplomacy"
    # Nothing was compiled a second time: the folder of compiled code is the one that the image was built with.
    assert len(list(compiled.glob("compiled-*"))) == 1
