"""One holder looked at on its own: why, how stable, with which p-value."""
