"""Like dbt's: no sources or models, so that a loop over them is read as an empty one."""
sources = {}
nodes = {}
