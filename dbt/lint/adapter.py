"""What dbt offers to a model, as far as sqlfluff needs it to read one."""


def get_relation(database, schema, identifier):
    return f"{schema}.{identifier}"


def get_columns_in_relation(relation):
    return []
