"""An invented city with its people and petitions, so that every page has something to show; nothing in it is real."""
