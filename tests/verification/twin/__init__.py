"""The slow twin: the month once more, as an ordinary Mesa model of objects and loops.

It is written from the rules, not from the fast code: no columns, nothing compiled, no array. From the package it
takes words (names of events, statuses, purposes), the parameters, and what every actor is like at the start.
"""
