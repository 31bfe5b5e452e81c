"""The measures, one file a family.

To add a measure, decorate a function of (world, chosen) in one of these files; to add a family, add a file with a
``FAMILY``. The registry reads every file of this folder.
"""
