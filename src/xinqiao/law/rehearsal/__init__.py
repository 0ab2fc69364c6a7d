"""What would a changed rule have done? Past petitions replayed under it, before it is published."""
