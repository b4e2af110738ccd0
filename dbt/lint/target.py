"""Like dbt's."""
name = "next"
database = "postgres"
schema = "marts_next"
