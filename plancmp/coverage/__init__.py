"""Whether every figure of a text is accounted for: engine, result, layouts."""
