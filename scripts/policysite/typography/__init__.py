"""The typography of a language: quotation marks, dashes, and spaces at which a line does not break."""
