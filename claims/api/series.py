from drf_spectacular.utils import extend_schema
from rest_framework import mixins, viewsets
from rest_framework.response import Response

from tracker.rest.as_of import AS_OF, AsOfMixin
from tracker.rest.base import ApiView
from tracker.rest.pagination import Pagination

from ..models import Claim, Series
from ..rules.estimates import conflicts, estimates_of
from .series_serializers import SeriesEstimatesSerializer, SeriesSerializer


class SeriesViewSet(AsOfMixin, ApiView, mixins.ListModelMixin, viewsets.GenericViewSet):
    """Quantities that several claims estimate."""

    queryset = Series.objects.all()
    serializer_class = SeriesSerializer
    lookup_value_regex = "[0-9]{1,18}"
    ordering = "id"
    parameters = {"list": Pagination.PARAMETERS, "retrieve": ("as_of",)}

    def get_queryset(self):
        return Series.objects.visible_to(self.request.user)

    @extend_schema(parameters=[AS_OF], responses=SeriesEstimatesSerializer)
    def retrieve(self, request, pk):
        """A series with its estimates by date, and those that exclude each other."""
        series, moment = self.get_object(), self.moment()
        claims = Claim.as_of(moment).visible_to(request.user)
        series.known = estimates_of(series, claims, moment)
        series.conflicts = conflicts(series.known)
        context = self.get_serializer_context()
        return Response(SeriesEstimatesSerializer(series, context=context).data)
