"""A collection as one page to look at, and diff and align as fragments of such a page."""
