"""Whether the encoding is sound: the rules and the engine that runs them."""
