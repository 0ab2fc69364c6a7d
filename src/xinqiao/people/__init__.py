"""Who takes part: accounts, officers and their organisations, petitioners with sealed identities."""
