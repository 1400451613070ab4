"""Prepared content for readers, independent of the format that shows it."""
