-- Games of the sample league where real ones are asked for, or the reverse.
select source
from etl.game
where (source = 'sample') <> (:#${variable.source} = 'sample') and source <> 'bucket'
limit 1
