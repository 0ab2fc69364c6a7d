"""PURE: what does a text say? Text in, suggestions with their evidence out; no database, no network, no clock."""
