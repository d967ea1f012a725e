"""Files of the sources -> editions: a record, or an entry of a table, in a language."""
