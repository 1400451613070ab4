from rest_framework.exceptions import PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission

from ..accounts.choices import Scope


class ReadOrHasPermission(BasePermission):
    """Everyone may read what is visible to them; writing needs a permission.

    The view names the permission of each action that writes: ``permissions_to_write =
    {"assess": "claims.assess_claim"}``. An action without one is refused. A token also
    needs a scope: "review" for the view's ``review_actions``, else "write".
    """

    message = "Your account does not have this permission."
    code = "permission_denied"

    def has_permission(self, request, view) -> bool:
        action = getattr(view, "action", "")
        # The view answers 405 next.
        if request.method not in view.allowed_methods:
            return True
        if request.method in SAFE_METHODS:
            return self._has_scope(request, Scope.READ)
        needed = view.permissions_to_write.get(action)
        reviews = action in view.review_actions
        scope = Scope.REVIEW if reviews else Scope.WRITE
        return bool(needed) and self.grants(request, needed, scope)

    def grants(self, request, permission: str, scope: Scope) -> bool:
        """Whether account and token may do what takes *permission* and *scope*."""
        return request.user.has_perm(permission) and self._has_scope(request, scope)

    def _has_scope(self, request, scope: Scope) -> bool:
        if request.auth is None or request.auth.allows(scope):
            return True
        self.message = f"The token lacks the scope “{scope}”."
        self.code = "missing_scope"
        return False


def require(request, permission: str, scope: Scope) -> None:
    """Check what a body asks for, beside what its address does.

    Raises:
        PermissionDenied: the account lacks *permission*, or the token *scope*.
    """
    check = ReadOrHasPermission()
    if not check.grants(request, permission, scope):
        raise PermissionDenied(check.message, check.code)


class WithToken(ReadOrHasPermission):
    """For rows of a token: reading needs a token, writing the permission too."""

    def has_permission(self, request, view) -> bool:
        unknown = request.method not in view.allowed_methods
        allowed = super().has_permission(request, view)
        return unknown or (allowed and request.auth is not None)
