"""One module a command (or a few that belong together); heavy imports happen when a command is called."""
