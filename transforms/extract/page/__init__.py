"""The body of an HTML page, from its tree."""
