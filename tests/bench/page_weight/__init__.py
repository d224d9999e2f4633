"""The weight of a first view of each page, beside the same text in other generators, and the scores of Lighthouse."""
