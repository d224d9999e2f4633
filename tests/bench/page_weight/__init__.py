"""What a first view of each page weighs, beside the same text in other generators, and how Lighthouse scores ours."""
