"""The content lint: rules for problems in the pages that no parser and no build reports."""
