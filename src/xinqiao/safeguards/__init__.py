"""Safeguards: who may do what, and how it is proved afterwards.

Sealing, ledger, access log, uploads, throttling, receipts, permissions and codes.
This room knows bare ids only: no foreign key points up to a petition or a person.
"""
