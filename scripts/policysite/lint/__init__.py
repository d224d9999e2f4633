"""The content lint: rules for problems in the pages that neither a parser nor a build reports."""
