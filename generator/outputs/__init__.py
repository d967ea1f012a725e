"""Jobs -> files: one module an output."""
