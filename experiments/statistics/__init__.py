"""Statistics: intervals, paired comparisons, sensitivity and discovery."""
