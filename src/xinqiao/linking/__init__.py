"""Which petitions are about one matter? Links that are suggested, with what they rest on, and decided by an officer."""
