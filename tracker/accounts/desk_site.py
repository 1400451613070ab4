from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from ..common.desk.admin_site import DeskSite
from .models import User


class LoginForm(AdminAuthenticationForm):
    """Lets in the members of the desk, with the status of staff or without."""

    def confirm_login_allowed(self, user: User) -> None:
        if not user.is_desk_member:
            raise ValidationError(
                self.error_messages["invalid_login"],
                "invalid_login",
                {"username": self.username_field.verbose_name},
            )


class MembersDesk(DeskSite):
    """The desk, for its members."""

    login_form = LoginForm

    def has_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and request.user.is_desk_member
