"""The verbs: how claims change. Plain functions, which claims have as methods."""
