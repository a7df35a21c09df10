"""What heads an article: title, authors, outlet, agency, day and language, from what a page says and prints."""
