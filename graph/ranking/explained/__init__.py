"""Whom a source explains: victims as a mixture of background and sources."""
