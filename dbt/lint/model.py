"""Like dbt's."""
resource_type = "model"
