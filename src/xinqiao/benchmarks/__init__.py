"""Each promise about speed and memory, measured beside an honest baseline in the same run."""
