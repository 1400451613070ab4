from . import claim, records

__all__ = ["claim", "records"]
