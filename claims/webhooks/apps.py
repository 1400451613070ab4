from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "claims.webhooks"
