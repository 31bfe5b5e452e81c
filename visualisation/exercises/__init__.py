"""Exercises: predict, run, explain. The files of this folder hold the questions, by scenario."""
