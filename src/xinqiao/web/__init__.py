"""Pages for citizens and officers."""
