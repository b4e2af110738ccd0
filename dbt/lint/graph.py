"""Like dbt's: no sources, so that a loop over them is read as an empty one."""
sources = {}
