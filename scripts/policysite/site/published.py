"""The files that a build publishes, and what is known of them: for the build manifest and for the output check."""

from __future__ import annotations

from dataclasses import dataclass, field

from policysite.build_manifest import PublishedFile
from policysite.output_check.page_head import Head


@dataclass
class Published:
    """The files that a build publishes, and what is known of them.

    Each is by the path of the file below the folder of the site.

    Attributes:
        files: all but those of the search index.
        texts: the `text_sha256` of each page.
        heads: what the head of each page must say, for a site with templates of its own.
        missing_parts: a part that a page must have around its text, and that these templates leave out.
    """

    files: dict[str, PublishedFile] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    missing_parts: dict[str, str] = field(default_factory=dict)

    def add(self, other: Published) -> None:
        """Add what is known of other files."""
        self.files |= other.files
        self.texts |= other.texts
        self.heads |= other.heads
        self.missing_parts |= other.missing_parts
