"""Parts of compiled code: rules that other rules call, which are translated once, and optimised only with what calls them.

Numba makes machine code of every function that it compiles, together with all that the function calls, and does so again for
each function that calls it. A part stays in LLVM's language until a rule that Python calls needs it.
"""

from collections.abc import Callable
from typing import Any

from llvmlite import binding
from numba import _dynfunc  # type: ignore[attr-defined]
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler, CompileResult

# Numba's compiler has no types, and named tuples of all kinds have none in common.
type Untyped = Any

PART = "part"
"""The word for a part in a file of the cache."""


class PartLibrary(JITCodeLibrary):
    """Translated code that is only linked into other code."""

    def _optimize_final_module(self) -> None:
        """Leave optimisation to the rule that the part becomes part of."""

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()  # type: ignore[no-untyped-call]
        self._finalized = True

    def serialize_using_object_code(self) -> tuple[str, str, bytes]:
        """Return what the cache holds: there is no machine code."""
        self._ensure_finalized()  # type: ignore[no-untyped-call]
        return self.name, PART, self._final_module.as_bitcode()


class PartCompiler(Compiler):
    """Numba's compiler, for parts."""

    def compile_extra(self, func: Callable[..., object]) -> Untyped:
        """Translate a function."""
        state = self.state
        state.library = PartLibrary(state.targetctx.codegen(), func.__qualname__)  # type: ignore[no-untyped-call]
        # There is nothing that Python could call.
        state.flags.no_compile = True
        return _known(state.targetctx, super().compile_extra(func))  # type: ignore[no-untyped-call]


class WholeCompiler(Compiler):
    """Numba's compiler, for rules that Python calls."""

    def compile_extra(self, func: Callable[..., object]) -> Untyped:
        """Compile a function with its parts."""
        result = super().compile_extra(func)  # type: ignore[no-untyped-call]
        # Parts have not been loaded by themselves, so that their environments have no place before.
        for environment in result._find_referenced_environments():  # noqa: SLF001 - as Numba does for code from the cache
            result.codegen.set_env(environment.env_name, environment)
        return result


def restored(context: Untyped, payload: Untyped) -> Untyped:
    """Return a part from the cache; None for what is none."""
    (name, kind, code), fndesc, environment, signature, objectmode, lifted, annotation, _, _ = payload
    if kind != PART:
        return None
    library = PartLibrary(context.codegen(), name)  # type: ignore[no-untyped-call]
    library._final_module = binding.parse_bitcode(code)  # noqa: SLF001 - as Numba's own code does
    library._finalize_final_module()  # noqa: SLF001
    made: Untyped = CompileResult
    result = made(
        typing_context=context.typing_context,
        target_context=context,
        entry_point=None,
        typing_error=None,
        type_annotation=annotation,
        signature=signature,
        objectmode=objectmode,
        lifted=lifted,
        fndesc=fndesc,
        library=library,
        call_helper=None,
        environment=environment,
        metadata=None,
        reload_init=(),
        referenced_envs=(),
    )
    return _known(context, result)


def _known(context: Untyped, result: Untyped) -> Untyped:
    """Return a part after it has been made known to compiled callers."""
    described = result.fndesc
    # A function without code, by which Numba finds the part.
    sign = _dynfunc.make_function(
        described.lookup_module(), described.qualname.split(".")[-1], "", 0, result.environment, (result.library,)
    )
    context.insert_user_function(sign, described, [result.library])
    return result._replace(entry_point=sign)
