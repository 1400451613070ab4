from tracker.urls import *  # noqa: F403
