select s3_key as "csvKey", coalesce(version, '') as version
from etl.game
where s3_key is not null
