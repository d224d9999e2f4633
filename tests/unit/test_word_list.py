"""The word lists have the words and frequencies that pyspellchecker reads from them."""

from __future__ import annotations

import pytest
from policysite.lint.text.morphology import WordList
from spellchecker import SpellChecker


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_words_and_their_frequencies_are_those_of_pyspellchecker(language: str) -> None:
    words, reference = WordList(language), SpellChecker(language=language).word_frequency
    for word in [*list(reference.keys())[::500], "privcay", "", '"', "{", "zzz"]:
        assert words.frequency(word) == reference[word]
