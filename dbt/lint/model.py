"""Stub of dbt's `model`."""
resource_type = "model"
