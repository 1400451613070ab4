"""Building blocks of the desk, without a domain."""
