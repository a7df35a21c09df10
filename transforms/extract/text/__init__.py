"""The lines of a page as text, what each is, and which of them are the body."""
