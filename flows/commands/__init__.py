"""The commands of ``dragoman``, one a file; Prefect and the language model are imported by those that need them."""
