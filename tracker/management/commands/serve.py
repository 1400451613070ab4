import errno
import os
import socket
import sys
from ipaddress import ip_address

from django.conf import settings
from django.core.checks import WARNING, Tags
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

ACCESS_LOG = '%(t)s %(h)s "%(r)s" %(s)s %(b)s %(M)sms'


class Command(BaseCommand):
    help = "Serve the site with gunicorn on HOST and PORT."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check-port",
            action="store_true",
            help="Only check that HOST, PORT and the database can be used.",
        )

    def handle(self, *, check_port, **options):
        port = read_port(settings.PORT)
        require_free(settings.HOST, port)
        require_database()
        if settings.DEBUG:
            require_loopback(settings.HOST)
        if settings.WEBHOOK_THREADS < 0:
            raise CommandError("WEBHOOK_THREADS must be at least 0.")
        if settings.WEB_CONCURRENCY < 1 or settings.THREADS < 1:
            raise CommandError("WEB_CONCURRENCY and THREADS must be at least 1.")
        if check_port:
            return
        # A program whose database lacks something would miss it without a sign.
        self.check(tags=[Tags.database], databases=["default"], fail_level=WARNING)

        host = bracketed(settings.HOST)
        shown = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}.get(host, host)
        self.stdout.write(f"Claim Tracker: http://{shown}:{port}/")
        password_file = settings.VAR_DIR / "admin-password"
        if password_file.exists():
            self.stdout.write(
                f"Log in at http://{shown}:{port}/admin/ as admin. "
                f"The first password is in {password_file}"
            )
        self.stdout.write("Stop with Ctrl-C.")
        self.stdout.flush()
        os.execv(sys.executable, gunicorn(f"{host}:{port}"))


def read_port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise CommandError(f"PORT must be a number from 1 to 65535, not “{text}”.")


def require_free(host: str, port: int) -> None:
    """Test the address now: gunicorn would retry for seconds, then stop."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            # Like gunicorn: ignore connections that are still closing.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        other = port + 1 if 1024 <= port < 65535 else 8000
        if error.errno == errno.EADDRINUSE:
            why = f"Port {port} is in use. Choose another: make run PORT={other}"
        elif error.errno == errno.EACCES:
            why = f"Port {port} is not permitted. Choose another: make run PORT={other}"
        else:
            why = (
                f"HOST “{host}” is not an address of this computer. "
                "Use 127.0.0.1, or 0.0.0.0 to accept connections from other computers."
            )
        raise CommandError(why) from error


def require_database() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        name = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            repair = "Set VAR_DIR to a directory that you may write to."
        else:
            repair = "Start its server, or correct DATABASE_URL."
        why = str(error).splitlines()[0]
        raise CommandError(f"Cannot open the database {name} ({why}). {repair}") from (
            error
        )


def require_loopback(host: str) -> None:
    """DEBUG shows code, settings and data to everyone who sees an error."""
    addresses = {entry[4][0] for entry in socket.getaddrinfo(host, None)}
    if not all(ip_address(address).is_loopback for address in addresses):
        raise CommandError(
            f'With DEBUG, HOST must be a loopback address, not "{host}". '
            "Use 127.0.0.1, or set DEBUG=false."
        )


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def gunicorn(address: str) -> list[str]:
    return [
        sys.executable,
        *("-m", "gunicorn", "tracker.wsgi"),
        *("--chdir", str(settings.BASE_DIR)),
        *("--config", str(settings.BASE_DIR / "tracker" / "gunicorn_hooks.py")),
        *("--bind", address),
        *("--worker-class", "gthread"),
        *("--workers", str(settings.WEB_CONCURRENCY)),
        *("--threads", str(settings.THREADS)),
        *("--access-logfile", "-"),
        *("--access-logformat", ACCESS_LOG),
        # Only the settings decide which proxy headers to trust.
        *("--forwarded-allow-ips", ""),
        "--no-control-socket",
    ]
