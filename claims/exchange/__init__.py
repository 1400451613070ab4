"""Published claims in the formats that other fact-checking software reads.

One module a format; ``docs/interchange.md`` says what is mapped to what.
"""
