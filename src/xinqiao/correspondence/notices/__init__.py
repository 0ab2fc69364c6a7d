"""Telling a petitioner that there is news, by the way she chose: never what it is about.

`wording` says the few sentences, `mailing` and `texting` send them, `sending` keeps count and tries again, `tasks` are
what config/wiring.py enqueues after an act.
"""
