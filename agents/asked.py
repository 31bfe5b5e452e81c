"""Rules that compiled code calls by their address: which of several is called is known only when the program runs.

In one compiled function with all protocols, each of them would take seconds to compile for everybody. A rule that is called by
its address is compiled by itself, and only if a world has it.
"""

from collections.abc import Callable

from numba import typeof, types
from numba.core.imputils import lower_builtin
from numba.extending import type_callable

from paradiplomacy.agents.packed import BorrowedType, original
from paradiplomacy.agents.parts import Untyped


def ask(rule: Untyped, cases: Untyped, answers: Untyped) -> None:
    """Let a rule write its answers to cases.

    Args:
        rule: Its address; in Python the rule itself.
        cases: The cases; borrowed in compiled code.
        answers: Its answers, filled in; borrowed likewise.
    """
    if hasattr(rule, "forms"):
        rule(cases, answers)
    else:
        # A user's own rule, which gets what it expects.
        rule(original(cases), original(answers))


@type_callable(ask)
def _ask_type(_: Untyped) -> Callable[..., types.Type | None]:
    def typed(rule: types.Type, cases: types.Type, answers: types.Type) -> types.Type | None:
        fits = isinstance(rule, types.Integer) and isinstance(cases, BorrowedType) and isinstance(answers, BorrowedType)
        return types.none if fits else None

    return typed


@lower_builtin(ask, types.Integer, BorrowedType, BorrowedType)  # type: ignore[no-untyped-call]
def _call(context: Untyped, builder: Untyped, signature: Untyped, given: Untyped) -> Untyped:
    convention, (_, *kinds) = context.call_conv, signature.args
    function = builder.inttoptr(given[0], convention.get_function_type(types.none, kinds).as_pointer())
    status, _ = convention.call_function(builder, function, types.none, kinds, given[1:])
    with builder.if_then(status.is_error):
        convention.return_status_propagate(builder, status)
    return context.get_dummy_value()


def asked(rule: Untyped, *records: Untyped) -> Untyped:
    """Return a rule as compiled code asks it (``ask``): its address; without the compiler the rule itself.

    Args:
        rule: A compiled rule that takes records of columns.
        records: Such records, borrowed, for their types.
    """
    forms = getattr(rule, "forms", None)
    return rule if forms is None else forms.address(tuple(map(typeof, records)))
