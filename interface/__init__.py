"""The front door: the public names and the command line."""
