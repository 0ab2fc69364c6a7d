"""Letters on paper: kept as they were scanned, read apart from the pages, compared by a person, registered with their image."""
