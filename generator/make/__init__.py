"""From what is planned to files: job -> task -> bytes -> store."""
