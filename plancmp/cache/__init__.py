"""The collection as it was last read, kept so that a warm answer needs no reader."""
