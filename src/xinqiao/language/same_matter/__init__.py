"""Is it the same letter, or the same matter by others? Texts beside one another, with what shows it."""
