"""How far the feed of changes has come."""

from datetime import datetime

from .models import FeedEntry


def head() -> tuple[int, datetime | None]:
    """Position and moment of the newest entry: nothing has changed since."""
    newest = FeedEntry.objects.head()
    return (newest.position, newest.at) if newest else (0, None)
