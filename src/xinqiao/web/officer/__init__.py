"""The officer's desk: work by due date, the petition and its lawful steps, registering, overview, people."""
