"""How a text denies: by which words a language does, how often a sentence does, and whether two sentences agree."""
