-- Records the outcome of a deletion: deleted, or pending with the error of S3.
update etl.object_deletion
set
    state = case when nullif(:#${variable.refusal}, '') is null then 'deleted' else 'pending' end,
    last_error = left(nullif(:#${variable.refusal}, ''), 500)
where s3_key = :#key and state = 'deleting'
