"""Static files with the digest of their content in their names, once collected."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names files as they are in the apps until ``collectstatic`` has run.

    So that every page has its styles from the first start on; WhiteNoise serves them
    from the apps then (``WHITENOISE_USE_FINDERS``).
    """

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name
