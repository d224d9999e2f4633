"""Numbered clauses: items whose numbers or letters are written in the text, such as `1.1.`, `а)`, `(i)` and `§ 1.`."""

from policysite.corpus.numbering.decimals import numbers_in_sequence
from policysite.corpus.numbering.extension import NumberedClauses
from policysite.corpus.numbering.markers import (
    Marker,
    follows,
    is_next,
    marker_of,
    markers_within,
    next_values,
    roman,
    with_value,
    written_marker,
)

__all__ = [
    "Marker",
    "NumberedClauses",
    "follows",
    "is_next",
    "marker_of",
    "markers_within",
    "next_values",
    "numbers_in_sequence",
    "roman",
    "with_value",
    "written_marker",
]
