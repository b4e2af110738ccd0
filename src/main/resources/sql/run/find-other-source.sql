-- Games of the sample league where real ones are requested, or the reverse. CSVs that were put by hand into the bucket of the
-- sample league have its source.
select case source when 'bucket' then 'the bucket (CSVs put there by hand)' else source end as source
from etl.game
where (source = 'sample') <> (:#${properties:nhl.source} = 'sample')
limit 1
