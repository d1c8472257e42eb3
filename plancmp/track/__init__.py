"""What became of a target: which results serve it, how far along its way it is, and its state."""
