from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status, viewsets
from rest_framework.response import Response
from rest_framework.reverse import reverse

from tracker.rest.base import ApiView
from tracker.rest.conditional import TaggedByContentMixin
from tracker.rest.pagination import Pagination
from tracker.rest.permissions import WithToken
from tracker.rest.schema import example

from ..models import Webhook
from .serializers import NewWebhookSerializer, SubscribeSerializer, WebhookSerializer

SUBSCRIPTION = example(
    "Conclusions and corrections",
    {"url": "https://example.org/hook", "events": ["assessed", "corrected"]},
)


class WebhookViewSet(
    TaggedByContentMixin,
    ApiView,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet,
):
    """Addresses to which changes are sent. A token sees those made with it."""

    queryset = Webhook.objects.all()
    serializer_class = WebhookSerializer
    permission_classes = [WithToken]
    permissions_to_write = {
        "create": "webhooks.add_webhook",
        "destroy": "webhooks.delete_webhook",
    }
    lookup_value_regex = "[0-9]{1,18}"
    ordering = "id"
    parameters = {"list": Pagination.PARAMETERS}

    def get_queryset(self):
        return Webhook.objects.filter(token=self.request.auth.pk)

    @extend_schema(
        request=SubscribeSerializer,
        responses={201: NewWebhookSerializer},
        examples=[SUBSCRIPTION],
    )
    def create(self, request):
        """Send all changes from now on to a URL.

        The answer has the secret that signs it, this once.
        """
        body = SubscribeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        webhook = Webhook.subscribe(
            request.auth, **body.validated_data, site=request.build_absolute_uri("/")
        )
        address = reverse("api:webhook-detail", args=[webhook.pk], request=request)
        made = NewWebhookSerializer(webhook, context=self.get_serializer_context())
        return Response(
            made.data, status.HTTP_201_CREATED, headers={"Location": address}
        )
