"""What a build costs, on a synthetic bank of any size."""
