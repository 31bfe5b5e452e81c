"""The slow twin: a second implementation of the month as an ordinary Mesa model with objects and loops.

It is written from the rules, not from the fast code, and uses no columns, compiled functions or arrays. From the package
it takes only the vocabulary (names of events, statuses, purposes), the parameters and the initial state of every actor.
"""
