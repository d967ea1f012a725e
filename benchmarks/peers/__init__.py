"""The same records by other generators: what takes a page and a handout of a record elsewhere."""
