"""The history of documents: versions, and what changed between two states, as one edit script with many renderings."""
