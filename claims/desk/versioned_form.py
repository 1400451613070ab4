from collections.abc import Callable

from django import forms

from tracker.common.desk.verb_forms import VerbForm

from ..models import Claim


class VersionedForm(VerbForm):
    """A form about the version of a claim that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    claim: Claim

    def carry_out(self, verb: Callable[[], object]) -> bool:
        # A conflict is one with the version that the person saw, not the newest one.
        self.claim.version = self.cleaned_data["version"]
        done = super().carry_out(verb)
        if not done:
            self.show_version(Claim.objects.get(pk=self.claim.pk).version)
        return done

    def show_version(self, version: int) -> None:
        """Send *version* with the form the next time."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version
