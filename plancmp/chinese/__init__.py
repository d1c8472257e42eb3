"""Chinese text to figures, and whether a printed figure agrees with what was encoded of it; the endings of place names."""
