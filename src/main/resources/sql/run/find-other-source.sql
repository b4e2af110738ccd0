-- A source of loaded games that must not be mixed with this run's: the sample league and real games exclude each other. CSVs
-- uploaded manually to a bucket of the sample league have the source sample.
select case source when 'bucket' then 'the bucket (manually uploaded CSVs)' else source end as source
from etl.game
where (source = 'sample') <> (:#${properties:nhl.source} = 'sample')
limit 1
