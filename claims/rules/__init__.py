"""Rules that only read: independent origins, flags, estimates."""
