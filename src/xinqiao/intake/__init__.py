"""How a petition arrives: channels, submissions, receipts, registering, bulk import."""
