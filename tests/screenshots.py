"""The pictures in README, from the seeds: make screenshots"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
SIZE = {"width": 1280, "height": 860}
PASSWORD = "for-the-pictures-alone"
SHOWN = "disturbances-foreign-terrorist-aggression"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="claim-tracker-pictures-") as directory:
        os.environ |= {"VAR_DIR": directory, "ENV_FILE": os.devnull}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "tracker.settings"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        call_command("migrate", verbosity=0)
        call_command("seed")
        addresses = shown()

        from tests.browser.server import running

        with running(Path(directory)) as server:
            shoot(server.url, addresses)


def shown() -> dict[str, str]:
    """What is to be shown, by the name of its picture."""
    from claims.models import Claim
    from tracker.accounts.models import User

    User.objects.create_superuser("ayan", password=PASSWORD, public_name="Ayan Bek")
    claim = Claim.objects.get(external_id__endswith=f":{SHOWN}")
    document = claim.appearances.get().revision.document
    return {
        "article": f"/documents/{document.pk}/?claim={claim.pk}",
        "claim": claim.get_absolute_url(),
        "desk": f"/admin/claims/claim/{claim.pk}/change/",
    }


def shoot(url: str, addresses: dict[str, str]) -> None:
    # After Django: playwright's loop makes it refuse the database.
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        sys.exit("Neither chromium nor google-chrome is installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox"]
        )
        page = browser.new_page(base_url=url, viewport=SIZE, color_scheme="light")
        for name, address in addresses.items():
            page.goto(address, wait_until="networkidle")
            if "/login/" in page.url:
                page.get_by_label("Username").fill("ayan")
                page.get_by_label("Password").fill(PASSWORD)
                page.get_by_role("button", name="Log in").click()
                page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"{name}.png")
            print(f"docs/images/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
