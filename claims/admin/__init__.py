from . import claim, records, series

__all__ = ["claim", "records", "series"]
