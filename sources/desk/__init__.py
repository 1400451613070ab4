"""Sources and documents at the desk."""

from . import admin

__all__ = ["admin"]
