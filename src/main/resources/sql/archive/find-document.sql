select s3_key
from etl.document
where kind = :#${variable.documentKind} and subject = cast(:#${variable.documentSubject} as text)
order by last_seen desc
limit 1
