"""What reviewers are helped with: what waits, what bears on a claim, taking back."""
