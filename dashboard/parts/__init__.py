"""Pieces of pages. Each takes plain data, draws it, and returns at most what was picked."""
