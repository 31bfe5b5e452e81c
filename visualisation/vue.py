"""Vue components whose scripts import plain JavaScript modules.

ipyvue evaluates the script of a ``.vue`` file as the body of a function, where ``import`` does not exist, and the page
must work without a network or a bundler. So Python puts the modules together when it loads a component: each module
becomes a function that is called once and returns what it exports. The names of the modules' own variables therefore
never meet, as in a real module. Supported are ``import { a, b } from "./file.js"`` and ``export`` before a function, a
class or a constant.
"""

import inspect
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import get_args

import solara
from ipyvue import Template

from paradiplomacy.model import vocabulary

IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
SCRIPT = "<script>\n"
VOCABULARY = "vocabulary.js"
"""The one module that is no file: it exports ``vocabulary``, every code of the model with its word and colour key."""


def vue[**P](function: Callable[P, None]) -> Callable[P, solara.Element]:
    """Make a component of the ``.vue`` file with the name of a function's module; its signature names the properties.

    Args:
        function: Its parameters are the properties of the component, or it takes the keys of a typed dictionary
            (``**properties: Unpack[...]``); those named ``event_...`` are called by the component.

    Returns:
        The component.
    """
    source = composed(Path(inspect.getfile(function)).with_suffix(".vue"))
    vars(function)["__signature__"] = _signature(function)  # Solara reads the properties off it
    # Solara reads components from files only; the name of a compiled module lets us hand over the text instead.
    component = solara.component_vue(esm_module="composed by paradiplomacy")(function)

    def element(*arguments: P.args, **properties: P.kwargs) -> solara.Element:
        return component(*arguments, template=Template.element(template=source), **properties)

    return element


def _signature(function: Callable[..., None]) -> inspect.Signature:
    """Return the signature of a function, with the keys of a typed dictionary as parameters."""
    written = inspect.signature(function)
    keys = [
        name
        for each in written.parameters.values()
        for name in (get_args(each.annotation)[0].__annotations__ if each.kind is each.VAR_KEYWORD else [each.name])
    ]
    return inspect.Signature([inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in keys])


@cache
def composed(file: Path) -> str:
    """Return the text of a component with the modules that its script imports, directly or not, put before it.

    Args:
        file: A ``.vue`` file.

    Returns:
        Text that ipyvue compiles.

    Raises:
        ValueError: Modules import each other in a circle, or a module does not export what is imported from it.
    """
    before, tag, script = file.read_text(encoding="utf-8").partition(SCRIPT)
    modules = _Modules()
    body = modules.resolved(script, file)
    return before + tag + "".join(modules.texts) + body


class _Modules:
    """The modules of one component, each put together once, in the order in which they are needed."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._exports: dict[Path, tuple[str, frozenset[str]]] = {}
        self._open: list[Path] = []

    def resolved(self, script: str, file: Path) -> str:
        """Return a script with its imports replaced by the variables of modules."""
        return IMPORT.sub(lambda found: self._import(found[1], file.parent / found[2], file), script)

    def _import(self, names: str, module: Path, importer: Path) -> str:
        variable, exports = self._loaded(module.resolve())
        wanted = [name.strip() for name in names.split(",") if name.strip()]
        missing = [name for name in wanted if name not in exports]
        if missing:
            raise ValueError(f"{importer.name}: {module.name} does not export {', '.join(missing)}")
        return f"const {{ {', '.join(wanted)} }} = {variable};\n"

    def _loaded(self, module: Path) -> tuple[str, frozenset[str]]:
        # JavaScript allows circles, but modules that are called one after the other do not.
        if module in self._open:
            raise ValueError(f"{module.name}: circular import by way of {self._open[-1].name}")
        if module not in self._exports:
            self._open.append(module)
            body = self.resolved(_source(module), module)
            self._open.pop()
            exports = frozenset(found[2] for found in EXPORT.finditer(body))
            variable = f"module{len(self._exports)}"
            body = EXPORT.sub(r"\1", body)
            self.texts.append(
                f"const {variable} = (() => {{\n{body}return {{ {', '.join(sorted(exports))} }};\n}})();\n"
            )
            self._exports[module] = variable, exports
        return self._exports[module]


def _source(module: Path) -> str:
    if module.name == VOCABULARY:
        return f"export const vocabulary = {json.dumps(vocabulary.as_data())};\n"
    return module.read_text(encoding="utf-8")
