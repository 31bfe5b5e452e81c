"""The processes of the first start: each reads lines from its parent, and ends when there are no more."""

import json
import os
import pickle
from collections.abc import Iterable
from contextlib import suppress
from functools import reduce
from importlib import import_module
from typing import TextIO

from numba.core.errors import NumbaError

from paradiplomacy.scenarios.first_start.record import record


def main(part: str) -> None:
    """Do the part of a process: ``record`` or ``compile``."""
    # Not the standard streams, whose encoding the user's environment may set.
    with os.fdopen(os.dup(0), encoding="utf-8") as given, os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        # What libraries print must not get between the lines that the parent reads.
        os.dup2(2, 1)
        if part == "record":
            record(given.read(), out)
        else:
            compile_all(given, out)


def compile_all(tasks: Iterable[str], out: TextIO) -> None:
    """Compile rules into the cache, and report each.

    Args:
        tasks: A line for each rule and types.
        out: Receives an empty line for each rule that is done.
    """
    for line in tasks:
        task = json.loads(line)
        rule = reduce(getattr, task["name"].split("."), import_module(task["module"]))
        # The gate is the rule itself.
        rule = getattr(rule.forms, task["form"], rule)
        # Types that occur only uncompiled may not fit; what calls the rule compiles it for others.
        with suppress(NumbaError):
            # Written by our own process, and sent through a pipe that nobody else can write to.
            rule.compile(pickle.loads(bytes.fromhex(task["types"])))  # noqa: S301
        print(file=out, flush=True)
