"""What would be seen of each holder if nothing leaked: shares, windows, ranges."""
