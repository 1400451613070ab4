"""Databases of earlier releases, as dumps with data, and their upgrade to today's."""
