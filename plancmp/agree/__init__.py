"""plancmp agree: how far two encodings of one text agree."""
