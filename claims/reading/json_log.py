"""Claims as the API answers them, put together once and kept.

:class:`claims.api.serializers.ClaimSerializer` says what a claim looks like. Lists, the
claim itself, the feed of changes and the exports all answer what is made here from it.
What is kept holds until the next entry of the feed about the claim: so whatever the
serializer shows has to write one when it changes (``claims.triggers.change_log``).

Addresses in what is kept begin with a slash, so that it serves every host.
"""

import logging

logger = logging.getLogger(__name__)
