"""Who may do what: accounts, tokens, groups, idempotency keys."""
