"""The first start on a machine: the model is compiled by several processes at once, with a progress bar.

A process records which compiled rules a tiny world calls, and with which types of arguments (``record``). Others compile
these rules into the cache on the disk, callees before their callers (``plan``, ``processes``). Rules that the tiny world
does not reach are compiled when they are first called, and so is everything where processes cannot be started.
"""
