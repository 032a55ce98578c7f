"""Resource classes, one module for each type."""
