"""The reports of a comparison: one module a format, each a pure function from a `Diff` to text. Whatever a document holds stays text."""
