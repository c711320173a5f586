"""Stores: where facts are, and the exposures they yield."""
