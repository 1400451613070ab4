from rest_framework.permissions import SAFE_METHODS, BasePermission


class ReadOrHasPermission(BasePermission):
    """Anybody reads what is visible to them; to write takes a named permission.

    A view names it for each action that writes: ``permissions_to_write = {"assess":
    "claims.assess_claim"}``. An action without one is refused.
    """

    message = "Your account may not do this."

    def has_permission(self, request, view) -> bool:
        action = getattr(view, "action", "")
        # A view that does not know the method says so next.
        unknown = request.method not in view.allowed_methods
        if request.method in SAFE_METHODS or unknown:
            return True
        needed = getattr(view, "permissions_to_write", {}).get(action)
        return bool(needed and request.user.has_perm(needed))


class WithToken(ReadOrHasPermission):
    """What belongs to a token: to read takes one, to write the permission too."""

    def has_permission(self, request, view) -> bool:
        unknown = request.method not in view.allowed_methods
        allowed = super().has_permission(request, view)
        return unknown or (allowed and request.auth is not None)
