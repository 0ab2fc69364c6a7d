"""Which issues are many people writing about? Petitions grouped into matters, with a heat that counts people."""
