"""What readers are shown of claims: asked of the domain, and not yet of any form."""
