"""Django's backend for PostgreSQL, with a cheaper check of kept connections."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Whether the connection works: the server is asked only where it is in doubt.

        Django wants to know before each request (``CONN_HEALTH_CHECKS``). A server that
        stops says so and hangs up, which then waits to be read: as long as nothing
        does, and nothing has failed, the way there and back is saved.
        """
        return self._is_quiet() or super().is_usable()

    def _is_quiet(self) -> bool:
        if self.connection is None or self.connection.closed or self.errors_occurred:
            return False
        poll = select.poll()
        poll.register(self.connection.pgconn.socket, select.POLLIN)
        return not poll.poll(0)
