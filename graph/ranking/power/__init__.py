"""How small a leak the case would have shown."""
