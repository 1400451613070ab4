from collections.abc import Callable

from django import forms

from tracker.common.desk.verb_forms import VerbForm

from ..models import Claim


class VersionedForm(VerbForm):
    """A form about the version of a claim that the person had before them."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    claim: Claim

    def carry_out(self, verb: Callable[[], object]) -> bool:
        # The version that the person saw decides, not the one read just now.
        self.claim.version = self.cleaned_data["version"]
        done = super().carry_out(verb)
        if not done:
            self.show_version(Claim.objects.get(pk=self.claim.pk).version)
        return done

    def show_version(self, version: int) -> None:
        """Show the form again, now on the claim as it has become."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version
