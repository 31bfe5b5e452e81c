"""The command line, read off its parser."""

import argparse
from collections.abc import Iterator

from paradiplomacy.cli.command import make_parser
from paradiplomacy.odd import table

WIDTH = 100
HELP = "show this help message and exit"


def commands() -> str:
    """Return a section for each command, with its usage and its arguments."""
    return "\n\n".join(section(parser) for parser in leaves(make_parser()))


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield the parsers of all commands that can be given, in the order of ``--help``."""
    # argparse has no public list of the parsers of commands, nor of arguments.
    below = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not below or not any(each.required for each in below):
        yield parser
    for each in below:
        # An alias is a second name of the same parser.
        for child in dict.fromkeys(each.choices.values()):
            yield from leaves(child)


def section(parser: argparse.ArgumentParser) -> str:
    """Return the section of a command."""
    left_out = (argparse.SUPPRESS, HELP)
    rows = [(shown(each), explained(each, parser)) for each in parser._actions if each.help not in left_out]
    parts = [
        f"## `{parser.prog.partition(' ')[2] or parser.prog}`",
        parser.description or "",
        f"```text\n{usage(parser)}\n```",
        table(("argument", "meaning"), rows),
        example(parser),
    ]
    return "\n\n".join(part for part in parts if part)


def example(parser: argparse.ArgumentParser) -> str:
    """Return the last line of the help, with its command as code."""
    words, _, command = (parser.epilog or "").partition(": ")
    return f"{words}: `{command}`" if command else words


def usage(parser: argparse.ArgumentParser) -> str:
    """Return the usage in lines of one width, whatever the terminal."""
    parser.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=WIDTH)
    return parser.format_usage().removeprefix("usage: ").rstrip().replace("\n       ", "\n")


def shown(action: argparse.Action) -> str:
    """Return an argument as it is typed."""
    value = action.metavar or (f"{{{','.join(map(str, action.choices))}}}" if action.choices else action.dest.upper())
    value = " ".join(value) if isinstance(value, tuple) else str(value)
    if not action.option_strings:
        return f"`{value}`"
    takes = "" if action.nargs == 0 else f" {value}"
    return ", ".join(f"`{each}{takes}`" for each in action.option_strings)


def explained(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    """Return the help of an argument."""
    if isinstance(action, argparse._SubParsersAction):
        return f"one of {', '.join(f'`{name}`' for name in action.choices)}; without it, list the {parser.prog.split()[-1]}"
    return (action.help or "") % {**vars(action), "prog": parser.prog}
