"""Two places or plans beside each other: engine, result, layouts."""
