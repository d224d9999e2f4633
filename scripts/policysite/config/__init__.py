"""The configuration: reads `mkdocs.yml` into `Settings`, and refuses files that must not be loaded."""
