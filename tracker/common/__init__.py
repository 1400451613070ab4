"""Code without a domain: text, fields, constraints, triggers, errors, REST, desk."""
