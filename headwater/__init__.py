"""The command line of Headwater; everything it does is in `graph`, `ingest` and `dashboard`."""

import os

# Polars' allocator (jemalloc) is built to give memory back after half a second, and asks for it anew at the next piece of
# a file: a tenth of the time of an import. Ten seconds are jemalloc's own default. It is read when Polars is loaded.
os.environ.setdefault("_RJEM_MALLOC_CONF", "dirty_decay_ms:10000,muzzy_decay_ms:10000")
