"""Scripts without spaces between words, as parts of a regular expression in brackets."""

from __future__ import annotations

# Chinese and Japanese.
IDEOGRAPHS_AND_KANA = "\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HANGUL = "\uac00-\ud7af"
# Chinese, Japanese, Thai, Lao, Burmese and Khmer.
UNSPACED = f"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff{IDEOGRAPHS_AND_KANA}"
# Scripts in which a word or an ending stands beside a foreign word without a space, and whose letters nobody takes for
# Latin ones, as Cyrillic ones could be: those from Hebrew to Burmese, and Korean, besides the ones without spaces.
ATTACHED = f"\u0590-\u109f\u1100-\u11ff\uac00-\ud7af{UNSPACED}"
