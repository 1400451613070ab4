"""Signals to other apps, which this one does not import."""

from django.dispatch import Signal

# Sent by ``Document.capture``, inside its transaction, when a text is new: once for
# each revision, after it is saved, with ``sender=Document`` and ``revision``. A
# receiver answers how many quotes it has re-found in the text, by their state; an
# exception of its own undoes the capture.
# See docs/decisions/0006-captured-texts-are-announced.md.
revision_captured = Signal()

# Sent by whatever adds, changes or removes a name of a source, inside its transaction
# and after it is written, with ``sender=Source`` and ``source``, its id.
names_changed = Signal()

# Sent by ``save`` inside its transaction, where the origin of a ``document`` that was
# known before is another one, or where a known ``source`` has become unnamed or named.
# A receiver stores what follows from origins; an exception of its own undoes the save.
# See docs/decisions/0021-stored-origin-counts.md.
document_origin_changed = Signal()
source_unnamed_changed = Signal()
