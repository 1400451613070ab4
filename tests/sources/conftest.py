import pytest

from tests.sources.site import running


@pytest.fixture
def site(settings):
    """A web site on this machine, which may be fetched from."""
    settings.FETCH_ALLOW_PRIVATE = True
    with running() as here:
        yield here
