from django.contrib.admin import AdminSite


class DeskSite(AdminSite):
    """The Django admin with a front page of its own."""

    index_template = "desk/index.html"
