"""Stub of dbt's `target`."""
name = "next"
database = "postgres"
schema = "marts_next"
