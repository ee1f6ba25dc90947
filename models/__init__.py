"""The database: tables, public views, engines and migrations. Knows nothing of the pipeline."""
