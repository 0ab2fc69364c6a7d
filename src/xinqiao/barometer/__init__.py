"""What do petitions say together? Hot issues and early warnings, out of a de-identified copy: problems and counts, never persons."""
