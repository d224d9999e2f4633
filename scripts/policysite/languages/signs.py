"""Signs of punctuation of all scripts, by what they mean."""

from __future__ import annotations

from policysite.languages.lexicon import lexicon_of

# Among them the wide ones of East Asia and the Arabic one; the Armenian one stands within a word.
QUESTION_MARKS = "?？؟՞"
_WITHIN_WORDS = "՞"
# Full stops and exclamation marks, with those of Urdu, Armenian, Hindi, Khmer, Burmese and Amharic.
STOPS = ".!…。．！۔։।॥។။።"
COLONS = ":："
COMMAS = ",;，、；،؛"
SENTENCE_ENDS = STOPS + QUESTION_MARKS
# Signs that may follow the end of a sentence: white space, quotation marks and brackets.
CLOSING = " \t\n\N{NO-BREAK SPACE}\"'»”“’)]）」』》"


def is_question(text: str, language: str) -> bool:
    """True if a text ends with a question mark; signs such as quotation marks and `!` may follow it."""
    last = text.rstrip(CLOSING + STOPS)[-1:]
    marks = [*QUESTION_MARKS, *lexicon_of(language)["question_marks"]]
    return last in marks or _WITHIN_WORDS in text
