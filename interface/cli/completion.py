"""``paradiplomacy completion SHELL``: a script with which a shell completes commands, options and names.

The script holds the words of this version; nothing of the program runs while a command is typed. Where no word fits, the shell
completes names of files.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from paradiplomacy.cli.options import Commands

SCENARIOS, DESIGNS, NAMES = ("SCENARIO",), ("DESIGN",), ("NAME", "FILE", "A", "B")
EVIDENCE = ("patterns", "designs", "conclusions", "mechanisms", "substitution")


class Place(NamedTuple):
    """The words that may follow a command or an action.

    Attributes:
        path: Command and action, such as ``scenarios show``; empty for the program itself.
        words: Actions, options and known names, each with its meaning.
        values: Known values of each option that takes one; none where any will do.
    """

    path: str
    words: dict[str, str]
    values: dict[str, tuple[str, ...]]


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "completion",
        help="print a script with which bash, zsh or fish completes commands, options and names",
        description="Print a completion script. For bash: paradiplomacy completion bash > "
        "~/.local/share/bash-completion/completions/paradiplomacy; for zsh: a file _paradiplomacy in a folder of $fpath; "
        "for fish: ~/.config/fish/completions/paradiplomacy.fish",
        allow_abbrev=False,
    )
    parser.add_argument("shell", choices=tuple(SCRIPTS), metavar="SHELL", help=", ".join(SCRIPTS))
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print the script."""
    # Here and not above, because that module imports this one.
    from paradiplomacy.cli.command import make_parser

    print(SCRIPTS[asked.shell](list(places(make_parser()))), end="")
    return 0


def places(parser: argparse.ArgumentParser, path: str = "") -> Iterator[Place]:
    """Yield what may follow the program, each command and each action."""
    words: dict[str, str] = {}
    values: dict[str, tuple[str, ...]] = {}
    inner: list[tuple[str, argparse.ArgumentParser]] = []
    for action in _actions(parser):
        if isinstance(action.choices, dict):
            about = {each.dest: each.help or "" for each in _actions_of_choices(action)}
            words |= {name: about.get(name, "") for name in action.choices}
            inner += action.choices.items()
        elif action.option_strings:
            names = [name for name in action.option_strings if name.startswith("--")]
            words |= dict.fromkeys(names, action.help or "")
            # Flags take no value, and have none that is completed.
            values |= {} if action.nargs == 0 else dict.fromkeys(names, tuple(map(str, action.choices or ())))
        else:
            words |= dict.fromkeys(_known(action, path), "")
    yield Place(path, words, values)
    for name, each in inner:
        yield from places(each, f"{path} {name}".strip())


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    # argparse has no public list of what a parser takes.
    return parser._actions  # noqa: SLF001


def _actions_of_choices(action: argparse.Action) -> list[argparse.Action]:
    """Return the commands of a parser with their help."""
    found: list[argparse.Action] = getattr(action, "_choices_actions", [])
    return found


def _known(action: argparse.Action, path: str) -> tuple[str, ...]:
    """Return the names that an argument can have."""
    from paradiplomacy.experiments.design import read as designs
    from paradiplomacy.scenarios.format import read as scenarios

    if action.choices:
        return tuple(map(str, action.choices))
    metavar = str(action.metavar)
    if metavar in DESIGNS:
        return tuple(designs.names())
    if path == "evidence":
        return (*EVIDENCE, *designs.names(), *scenarios.names())
    is_scenario = metavar in SCENARIOS or (
        path.startswith("scenarios ") and path != "scenarios new" and metavar in NAMES
    )
    return tuple(scenarios.names()) if is_scenario else ()


def bash(found: Sequence[Place]) -> str:
    """Return the script for bash."""
    return f"""\
# Completion of paradiplomacy for bash, made by: paradiplomacy completion bash
_paradiplomacy() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} place="" known="" word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$place $word" in
      {_joined(found)}) place="${{place:+$place }}$word" ;;
    esac
  done
  case "$place $prev" in
{_values(found, lambda words: f'known="{words}"', "return")}
    *)
      case "$place" in
{_words(found, lambda place: f'known="{" ".join(place.words)}"')}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$known" -- "$cur"))
}}
complete -o default -F _paradiplomacy paradiplomacy
"""


def zsh(found: Sequence[Place]) -> str:
    """Return the script for zsh."""
    return f"""\
#compdef paradiplomacy
# Completion of paradiplomacy for zsh, made by: paradiplomacy completion zsh
_paradiplomacy() {{
  local place="" word prev="${{words[CURRENT-1]}}"
  local -a known
  for word in "${{(@)words[2,CURRENT-1]}}"; do
    case "$place $word" in
      {_joined(found)}) place="${{place:+$place }}$word" ;;
    esac
  done
  case "$place $prev" in
{_values(found, lambda words: f"known=({words})", "_files; return")}
    *)
      case "$place" in
{_words(found, lambda place: f"known=({_described(place)})")}
      esac ;;
  esac
  _describe "paradiplomacy" known || _files
}}
_paradiplomacy "$@"
"""


def fish(found: Sequence[Place]) -> str:
    """Return the script for fish."""
    lines = ["# Completion of paradiplomacy for fish, made by: paradiplomacy completion fish"]
    for place in found:
        *above, last = place.path.split() or [""]
        inside = [f"__fish_seen_subcommand_from {word}" for word in (*above, last) if word]
        # Below a command with actions, its own words are offered until an action has been typed.
        actions = [other.path.split()[-1] for other in found if _parent(other) == place.path and other.path]
        before = [f"not __fish_seen_subcommand_from {' '.join(actions)}"] if actions else []
        start = f"complete -c paradiplomacy -n {_quoted('; and '.join([*inside, *before]) or 'true')}"
        for word, about in place.words.items():
            if not word.startswith("--"):
                lines.append(f"{start} -a {word} -d {_quoted(_short(about))}")
                continue
            values = place.values.get(word)
            given = f" -x -a {_quoted(' '.join(values))}" if values else "" if values is None else " -r"
            lines.append(f"{start} -l {word[2:]}{given} -d {_quoted(_short(about))}")
    return "\n".join(lines) + "\n"


SCRIPTS: dict[str, Callable[[Sequence[Place]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}


def _parent(place: Place) -> str:
    return place.path.rpartition(" ")[0]


def _joined(found: Sequence[Place]) -> str:
    """Return the pattern of a command after what has been typed before it."""
    return "|".join(f'"{_parent(place)} {place.path.split()[-1]}"' for place in found if place.path)


def _values(found: Sequence[Place], known: Callable[[str], str], otherwise: str) -> str:
    """Return the cases after an option that takes a value."""
    return "\n".join(
        f'    "{place.path} {option}") {known(" ".join(values)) if values else otherwise} ;;'
        for place in found
        for option, values in place.values.items()
    )


def _words(found: Sequence[Place], known: Callable[[Place], str]) -> str:
    return "\n".join(f'        "{place.path}") {known(place)} ;;' for place in found)


def _described(place: Place) -> str:
    """Return the words with their meanings, as zsh shows them."""
    return " ".join(_quoted(f"{word}:{_short(about)}" if about else word) for word, about in place.words.items())


def _short(about: str) -> str:
    """Return the beginning of a help text, as it fits next to a word."""
    return about.replace("%%", "%").partition(";")[0].replace("\n", " ")[:70]


def _quoted(text: str) -> str:
    """Return a text as one word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"
