"""``python -m paradiplomacy``: the command line, where the installed command is not on the path."""

import sys

from paradiplomacy.cli.command import main

if __name__ == "__main__":
    sys.exit(main())
