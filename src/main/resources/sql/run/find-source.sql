-- The league of the games in the ledger: real or sample; empty if there are no games.
select coalesce(max(case when source = 'sample' then 'sample' else 'real' end), '') as league
from etl.game
