"""Carries out a Containerfile where there is no container engine: its steps, one by one, as the file has them.

``python tests/distribution/containers.py FOLDER COMMAND ...`` builds from the repository and runs the program in the result.

Each stage is a file system of this machine in which all that the steps write goes to a separate folder (an overlay), so
nothing else is changed. It takes the place of the base image: what it lacks or has too much compared with that is not tested.
It needs root.
"""

import json
import os
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import archives

STEP = re.compile(r"^(?P<word>[A-Z]+)\s+(?P<rest>.*)$", re.DOTALL)
SHARED = ("proc", "sys", "dev")
# Users of no privileges do not find it by its name.
CHROOT = shutil.which("chroot", path="/usr/sbin:/sbin:/usr/bin:/bin")


class Step(NamedTuple):
    """An instruction: its word, and the rest of it."""

    word: str
    rest: str


class Stage:
    """A file system in which steps are carried out.

    Args:
        folder: Where its changes are written.
        python: An installation of Python that takes the place of that of the base image.
    """

    def __init__(self, folder: Path, python: Path) -> None:
        self.changes, self.root, self.scratch = (folder / name for name in ("changes", "root", "scratch"))
        for each in (self.changes, self.root, self.scratch):
            each.mkdir(parents=True)
        self.variables = {"PATH": "/base/bin:/usr/bin:/bin"}
        self.user, self.folder = "0:0", "/"
        # In the base image everybody can read Python, which on a machine of a developer may be in a home folder.
        opened = shlex.join(str(each) for each in python.parents)
        self.run(f"chmod a+rx {opened} && {python} -m venv /base")

    def words(self) -> list[str]:
        """Return the words before those of a command: it is run as the user, in the folder and with the variables."""
        user, group = self.user.split(":")
        # An engine sets HOME for root alone. The settings of pip on this machine say where packages are.
        of_root = {"HOME": "/root", **{name: value for name, value in os.environ.items() if name.startswith("PIP_")}}
        given = {**self.variables, **(of_root if user == "0" else {})}
        inside = shlex.join(["env", "-i", *(f"{name}={value}" for name, value in given.items())])
        layers = f"lowerdir=/,upperdir={self.changes},workdir={self.scratch}"
        dropped = f"setpriv --reuid={user} --regid={group} --clear-groups {inside}"
        lines = [
            f"mount -t overlay overlay -o {layers} {self.root}",
            *(f"mount --rbind /{name} {self.root}/{name}" for name in SHARED),
            # The folder for temporary files is empty in an image.
            f"mount -t tmpfs tmpfs {self.root}/tmp",
            f"chmod 1777 {self.root}/tmp",
            f'exec {CHROOT} {self.root} {dropped} sh -c \'cd {self.folder} && exec "$@"\' sh "$@"',
        ]
        return ["unshare", "--mount", "sh", "-c", " && ".join(lines), "sh"]

    def run(self, command: str) -> None:
        """Run a command of the shell."""
        archives.run([*self.words(), "sh", "-c", command])

    def copy(self, source: Path, target: str) -> None:
        """Copy a file or the content of a folder into the stage."""
        place = self.changes / target.lstrip("/")
        if source.is_dir():
            shutil.copytree(source, place, dirs_exist_ok=True, ignore=ignored)
        else:
            shutil.copy2(source, place)


def ignored(folder: str, names: list[str]) -> set[str]:
    """Return the names in a folder that are not copied into an image, as ``shutil.copytree`` asks for them."""
    lines = (archives.ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    # A name alone means one at the root; only with two stars does it mean one anywhere.
    here = {line.removeprefix("**/") for line in lines if line.startswith("**/") or Path(folder) == archives.ROOT}
    return here.intersection(names)


def steps(text: str) -> list[Step]:
    """Return the instructions of a Containerfile."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    whole = "\n".join(lines).replace("\\\n", "")
    found = [STEP.match(line) for line in whole.splitlines()]
    return [Step(each["word"], each["rest"]) for each in found if each]


class Image:
    """The image that a Containerfile makes.

    Args:
        folder: An empty folder.
        text: The Containerfile.
        python: See ``Stage``.
    """

    def __init__(self, folder: Path, text: str, python: Path) -> None:
        self.stages: dict[str, Stage] = {}
        self.program: list[str] = []
        for step in steps(text):
            if step.word == "FROM":
                name = step.rest.partition(" AS ")[2] or "last"
                self.stages[name] = self.stage = Stage(folder / name, python)
            else:
                self.carry_out(step)

    def words(self) -> list[str]:
        """Return the program of the image, as it is started from outside."""
        return [*self.stage.words(), *self.program]

    def carry_out(self, step: Step) -> None:
        """Carry out an instruction inside the stage."""
        match step.word:
            case "RUN":
                self.stage.run(step.rest)
            case "COPY":
                self.copy(step.rest)
            case "WORKDIR":
                (self.stage.changes / step.rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
                self.stage.folder = step.rest
            case "ENV":
                name, _, value = step.rest.partition("=")
                self.stage.variables[name] = value
            case "USER":
                self.stage.user = step.rest
            case "ENTRYPOINT":
                self.program = json.loads(step.rest)
            case "CMD" | "EXPOSE":
                pass  # what engines do by default
            case _:
                raise ValueError(f"{step.word}: unknown instruction")

    def copy(self, rest: str) -> None:
        """Copy from the repository, or from an earlier stage."""
        *options, source, target = rest.split()
        origins = [self.stages[each.removeprefix("--from=")].changes for each in options]
        root = origins[0] if origins else archives.ROOT
        self.stage.copy(
            root / source.lstrip("/"), target if target.startswith("/") else f"{self.stage.folder}/{target}"
        )


def build(folder: Path) -> Image:
    """Carry out the Containerfile of the repository, with the Python that this environment was made from."""
    python = Path(sys.base_prefix).resolve() / "bin" / "python3"
    return Image(folder, (archives.ROOT / "Containerfile").read_text(encoding="utf-8"), python)


if __name__ == "__main__":
    print(archives.run([*build(Path(sys.argv[1])).words(), *(sys.argv[2:] or ["--version"])]))
