"""The wiring cupboard, above all floors: settings in parts, urls, what follows what, what runs by itself."""
