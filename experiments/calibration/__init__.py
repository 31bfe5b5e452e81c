"""Calibration: parameters fitted to observations by the method of simulated moments."""
