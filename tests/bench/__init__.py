"""How fast the API is, measured side by side: ``make bench``."""
