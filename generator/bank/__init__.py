"""Editions -> the bank: what there is, what leads to what, what has been published."""
