"""Nothing: what a type checker takes for this is its own start."""
