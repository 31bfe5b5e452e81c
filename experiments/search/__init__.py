"""Search for the best settings of the levers of a design, and calibration to targets."""
