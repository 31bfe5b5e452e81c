"""The questions: designs, runs, results, measures, statistics, evidence and reports."""
