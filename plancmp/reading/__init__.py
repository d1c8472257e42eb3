"""Files to a collection: events, structure, references, the merging of files and folders."""
