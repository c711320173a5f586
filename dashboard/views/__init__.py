"""One module a screen: it asks `queries` and puts `parts` together; nothing is worked out here."""
