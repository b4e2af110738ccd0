select s3_key
from etl.document
where kind = :#${variable.documentKind} and subject = :#${variable.documentSubject}
order by last_seen desc
limit 1
