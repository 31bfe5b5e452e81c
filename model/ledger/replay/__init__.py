"""Replay: agreements, statutes and clubs of any month, rebuilt from the events alone."""
