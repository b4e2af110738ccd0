"""Like dbt's: sqlfluff lints what an ordinary build runs."""
FULL_REFRESH = False
WHICH = "build"
