"""Plain functions that build what tests need: a city, its people, petitions led by lawful acts."""
