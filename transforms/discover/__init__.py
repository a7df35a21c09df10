"""Addresses of articles, found in what a site publishes for that purpose: feeds, sitemaps and lists of URLs."""
