"""What can be written: the types of fields, what every record has, what a kind declares."""
