"""The statutory acts and the office's own, one file each: `ACT` says what it is, `_effect` what it does."""
