from . import claim_admin, documents, history_admin, series

__all__ = ["claim_admin", "documents", "history_admin", "series"]
