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
        if not (needed and request.user.has_perm(needed)):
            return False
        reviews = action in view.review_actions
        return self._has_scope(request, Scope.REVIEW if reviews else Scope.WRITE)

    def _has_scope(self, request, scope: Scope) -> bool:
        if request.auth is None or request.auth.allows(scope):
            return True
        self.message = f"The token lacks the scope “{scope}”."
        self.code = "missing_scope"
        return False


class WithToken(ReadOrHasPermission):
    """For rows of a token: reading needs a token, writing the permission too."""

    def has_permission(self, request, view) -> bool:
        unknown = request.method not in view.allowed_methods
        allowed = super().has_permission(request, view)
        return unknown or (allowed and request.auth is not None)
