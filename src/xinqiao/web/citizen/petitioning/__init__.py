"""Petitioning in small steps: what, where, which kind, files, who you are, check, receipt."""
