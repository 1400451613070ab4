"""The rows that a body names by their ids: looked up once a body, not once a name."""

from collections.abc import Iterable, Mapping, Sequence

from sources.models import Document, Revision, Source
from tracker.common.error_collector import ErrorCollector

from ..models import AttributionStep, Claim, Draft, Evidence, Quantity, Series, Words


def drafts(bodies: Sequence[Mapping], reader, *, path: str = "") -> list[Draft]:
    """The claims that *bodies* tell of, with what *reader* may see of what they name.

    Raises:
        ValidationError: something named does not exist; with the ways to it as keys.
    """
    lookup = Lookup(
        reader,
        quotes=[quote for body in bodies for quote in body.get("appearances", ())],
        series=[
            body["quantity"].get("series") for body in bodies if "quantity" in body
        ],
    )
    made = [
        lookup.draft(body, *((path, index) if path else ()))
        for index, body in enumerate(bodies)
    ]
    lookup.problems.refuse()
    return made


def words(body: Mapping, reader) -> Words:
    """The appearance that *body* tells of. Raises as :func:`drafts` does."""
    lookup = Lookup(reader, quotes=[body])
    made = lookup.words(body)
    lookup.problems.refuse()
    return made


def quantity(body: Mapping, reader) -> dict:
    """The number that *body* tells. Raises as :func:`drafts` does."""
    lookup = Lookup(reader, series=[body.get("series")])
    made = lookup.quantity(body)
    lookup.problems.refuse()
    return made


def evidence(body: Mapping, reader) -> dict:
    """The evidence that *body* tells of. Raises as :func:`drafts` does."""
    named = [body["source"], body.get("relays")]
    lookup = Lookup(reader, sources=named, documents=[body.get("document")])
    made = lookup.evidence(body)
    lookup.problems.refuse()
    return made


class Lookup:
    """Rows by their ids; what there is not is noted in ``problems``."""

    def __init__(
        self,
        reader,
        *,
        quotes: Sequence[Mapping] = (),
        sources: Iterable[int | None] = (),
        documents: Iterable[int | None] = (),
        series: Iterable[int | None] = (),
    ) -> None:
        self.problems = ErrorCollector()
        steps = [step for quote in quotes for step in quote["attributions"]]
        self._sources: dict[int, Source] = _by_id(
            Source.objects.visible_to(reader),
            [*sources, *(pk for step in steps for pk in step["sources"])],
        )
        self._series: dict[int, Series] = _by_id(
            Series.objects.visible_to(reader), series
        )
        self._documents: dict[int, Document] = _by_id(
            Document.objects.visible_to(reader),
            [*documents, *(quote["document"] for quote in quotes)],
        )
        # The ids of the texts of each document, by number.
        self._texts: dict[int, dict[int, int]] = {pk: {} for pk in self._documents}
        if self._documents:
            texts = Revision.objects.filter(document__in=list(self._documents))
            for document, number, pk in texts.values_list("document", "number", "pk"):
                self._texts[document][number] = pk

    def draft(self, body: Mapping, *path: object) -> Draft:
        given = body.get("quantity")
        return Draft(
            fields={name: body[name] for name in Claim.EDITABLE if name in body},
            appearances=[
                self.words(quote, *path, "appearances", index)
                for index, quote in enumerate(body.get("appearances", ()))
            ],
            quantity=given and self.quantity(given, *path, "quantity"),
        )

    def words(self, body: Mapping, *path: object) -> Words:
        return Words(
            revision=self._text(body, *path) or 0,
            steps=[
                self._step(step, *path, "attributions", index)
                for index, step in enumerate(body["attributions"])
            ],
            **{
                name: body[name]
                for name in ("exact", "mode", "prefix", "suffix", "start")
                if name in body
            },
        )

    def quantity(self, body: Mapping, *path: object) -> dict:
        fields = {name: body[name] for name in Quantity.STATED if name in body}
        if fields.get("series") is not None:
            fields["series"] = self._named(
                self._series, "series", body["series"], *path, "series"
            )
        return fields

    def evidence(self, body: Mapping) -> dict:
        named = (*Evidence.STATED, "prefix", "suffix")
        fields = {name: body[name] for name in named if name in body}
        for name in ("source", "relays"):
            if fields.get(name) is not None:
                fields[name] = self._named(self._sources, "source", body[name], name)
        document = fields.get("document")
        if document is not None:
            fields["document"] = self._named(
                self._documents, "document", document, "document"
            )
        if "revision" in body and document is None:
            self.problems.add("Name the document too.", "required", "document")
        elif "revision" in body and fields["document"]:
            pk = self._text(body)
            fields["revision"] = pk and Revision.objects.get(pk=pk)
        return fields

    def _step(self, step: Mapping, *path: object) -> AttributionStep:
        return AttributionStep(
            tuple(
                self._named(self._sources, "source", pk, *path, "sources")
                for pk in step["sources"]
            ),
            step.get("wording", ""),
        )

    def _text(self, body: Mapping, *path: object) -> int | None:
        """The id of the text that ``document`` and perhaps ``revision`` name."""
        pk = body["document"]
        if not self._named(self._documents, "document", pk, *path, "document"):
            return None
        texts = self._texts[pk]
        if not texts:
            sentence = f"No text of document {pk} has been captured yet."
            self.problems.add(sentence, "no_text", *path, "document")
            return None
        return self._named(
            texts, "revision", body.get("revision", max(texts)), *path, "revision"
        )

    def _named(self, rows: Mapping[int, object], kind: str, pk: int, *path: object):
        if pk not in rows:
            self.problems.add(f"There is no {kind} {pk}.", f"unknown_{kind}", *path)
        return rows.get(pk)


def _by_id(rows, ids: Iterable[int | None]) -> dict:
    return rows.in_bulk({pk for pk in ids if pk is not None})
