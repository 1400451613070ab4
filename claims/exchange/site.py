from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


@dataclass(frozen=True)
class Site:
    """The base URL of the site, and the organization that reviews the claims.

    ``address`` is the base URL, such as ``https://example.org``.
    """

    address: str
    publisher_name: str = ""
    publisher_url: str = ""

    @property
    def host(self) -> str:
        """The host name, without ``www.``."""
        return (urlsplit(self.address).hostname or "").removeprefix("www.")

    @property
    def publisher(self) -> str:
        return self.publisher_name or self.host

    @property
    def homepage(self) -> str:
        return self.publisher_url or self.url("/")

    def url(self, path: str) -> str:
        """The absolute URL of *path*, which begins with a slash."""
        return f"{self.address}{path}"


def site_of(request: HttpRequest) -> Site:
    """The site under the host that the client requested."""
    return Site(
        request.build_absolute_uri("/").removesuffix("/"),
        settings.PUBLISHER_NAME,
        settings.PUBLISHER_URL,
    )
