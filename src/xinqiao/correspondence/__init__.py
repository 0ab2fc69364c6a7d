"""What leaves the office in writing: letters with legal effect, as PDF, page and editable copy."""
