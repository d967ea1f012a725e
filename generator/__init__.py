"""YAML definitions of the practice model in, an accessible site and printable handouts out."""
