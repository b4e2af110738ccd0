select s3_key
from etl.document
where kind = :#${body.kind} and subject = cast(:#${body.subject} as text)
order by last_seen desc
limit 1
