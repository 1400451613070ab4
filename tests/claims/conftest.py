from pathlib import Path

import pytest

from tests.claims.desk_pages import new_world
from tests.factories import UserFactory

ARTICLE = "\ufeffThe mayor said that at least 12 bridges are closed.\r\nDPA 🌉\n"
SEEDS = """\
document:
  file: article.txt
  title: Bridges are closed
  publisher: DPA

sources:
  - name: DPA
    kind: news_agency
    aliases: [Deutsche Presse-Agentur]
  - name: The mayor
    kind: person
    affiliation: The city
  - name: The city
    kind: government_body

claims:
  - id: bridges-closed
    text: At least 12 bridges are closed.
    claim_type: numerical
    due_on: 2022-01-22
    appearances:
      - exact: at least 12 bridges are closed
        mode: paraphrase
        attributions:
          - source: The mayor
            wording: said
          - source: dpa
    quantity:
      comparator: at_least
      low: 12
      unit: bridges
      counted: bridges closed
      wording: at least 12
    evidence:
      - stance: supports
        directness: relayed
        source: DPA
        quote: said that
  - id: mayor-said
    text: The mayor said so.
    claim_type: quote_verification
    appearances:
      - exact: The mayor said
        mode: own_voice
        attributions:
          - sources: [DPA, The city]
          - source: DPA
"""


@pytest.fixture
def seed(tmp_path):
    """Writes a seed file beside its article; *changes* replace parts of it."""

    def seed(*changes: tuple[str, str], name="bridges") -> Path:
        text = SEEDS
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (tmp_path / "article.txt").write_bytes(ARTICLE.encode())
        path = tmp_path / f"{name}.claims.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return seed


@pytest.fixture
def editor(client):
    """An editor, whom the client is logged in as."""
    user = UserFactory(group="Editor")
    client.force_login(user)
    return user


@pytest.fixture
def world():
    """A row of each kind that the desk has pages of."""
    return new_world()
