"""The MkDocs plugin: what the published pages get beyond the theme."""
