"""Plain data in, pixels out: SVG, HTML and Altair. Nothing here knows a verdict, a store or the session."""
