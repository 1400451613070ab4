from django_filters import filters
from django_filters.rest_framework import FilterSet
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.views import APIView


class StrictParametersMixin(APIView):
    """Refuses parameters that it does not know, and repeated or blank values."""

    # Of each action that takes any, besides those of the filters of its list.
    parameters: dict[str, tuple[str, ...]] = {}
    filterset_class: type[FilterSet] | None = None

    def check_parameters(self, request) -> None:
        """Refuse the request unless each of its parameters means something.

        Raises:
            ValidationError: one is unknown, repeated or blank.
        """
        action = getattr(self, "action", "")
        if action is None:
            return  # The method is not known either, which is the worse mistake.
        filterset = self.filterset_class if action == "list" else None
        by_name = filterset.base_filters if filterset else {}
        known = {*self.parameters.get(action, ()), *by_name}
        errors = {}
        for name, values in request.query_params.lists():
            may_repeat = isinstance(by_name.get(name), filters.MultipleChoiceFilter)
            if name not in known:
                errors[name] = ErrorDetail(
                    f"Parameter “{name}” is not known here."
                    + (f" Known: {', '.join(sorted(known))}." if known else ""),
                    "unknown_parameter",
                )
            elif not all(value.strip() for value in values):
                errors[name] = ErrorDetail(
                    f"“{name}” has no value: leave it out or give one.", "blank"
                )
            elif len(values) > 1 and not may_repeat:
                errors[name] = ErrorDetail(f"Give “{name}” once.", "repeated_parameter")
        if errors:
            raise ValidationError(errors)
