"""All input and output: settings, seeds, raw bytes, the lake of Parquet files, locks, queries and publishing."""
