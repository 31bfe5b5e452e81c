"""The patterns that the model is held to (P1 to P15): each statistic one function, for data and simulation alike."""
