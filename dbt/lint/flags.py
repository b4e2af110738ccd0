"""Stub of dbt's `flags`: sqlfluff lints the SQL of an incremental build."""
FULL_REFRESH = False
WHICH = "build"
