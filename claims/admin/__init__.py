from . import claim, documents, records, series

__all__ = ["claim", "documents", "records", "series"]
