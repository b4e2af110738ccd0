-- The league of the games in the ledger: real, sample, or empty when there are none.
select coalesce(max(case when source = 'sample' then 'sample' else 'real' end), '') as league
from etl.game
