"""Stub of dbt's `graph`: without sources and models, so that loops over them are empty."""
sources = {}
nodes = {}
