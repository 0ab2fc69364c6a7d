"""The handbook of a pack: the whole procedure in plain words and drawn, and two packs side by side."""
