"""Fitting parameters to what was observed, by simulated moments."""
