"""The command line of Headwater; everything it does is in `graph`, `ingest` and `dashboard`."""
