"""The citizen's face: what this is, petitioning in small steps, following one's petition and using one's rights."""
