"""What protects the person: permissions, sealing, ledger, access log, uploads, throttling."""
