"""The MkDocs plugin that publishes the corpus."""
