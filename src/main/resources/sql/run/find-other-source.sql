-- Games of the sample league where real ones are asked for, or the reverse. What a person put into the bucket of the sample
-- league has its source.
select case source when 'bucket' then 'the bucket (CSVs put there by hand)' else source end as source
from etl.game
where (source = 'sample') <> (:#${properties:nhl.source} = 'sample')
limit 1
