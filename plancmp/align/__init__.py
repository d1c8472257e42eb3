"""The targets of one level under those of the level above: engines, result, layouts."""
