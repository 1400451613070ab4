from ipaddress import ip_address

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle


def client_address(request: HttpRequest) -> str:
    """The address that failed logins count under: the same one that is throttled."""
    address = BaseThrottle().get_ident(Request(request))
    try:
        return str(ip_address(address))
    except ValueError:
        # Clients may write anything into X-Forwarded-For, but the counter's column
        # takes nothing but addresses.
        return request.META.get("REMOTE_ADDR", "")
