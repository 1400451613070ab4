from . import claim_admin, document_admin, history_admin, series_admin

__all__ = ["claim_admin", "document_admin", "history_admin", "series_admin"]
