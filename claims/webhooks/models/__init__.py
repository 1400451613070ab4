from .delivery import Delivery
from .webhook import Webhook

__all__ = ["Delivery", "Webhook"]
