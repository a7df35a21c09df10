"""Pure mappings of published tables to what other programs read."""
