"""The story of a case: its stops, the numbers in their sentences, and stops found in a run that has none."""
