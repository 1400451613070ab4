"""Accounts, tokens, groups and idempotency keys."""
