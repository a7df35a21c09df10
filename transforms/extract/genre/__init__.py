"""Whether a page is an article, or else what it is."""
