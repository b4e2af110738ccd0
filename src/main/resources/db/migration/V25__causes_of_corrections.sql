-- Why a value changed: known when it is loaded, and not afterwards, because the next version of the game replaces source and shape.
alter table etl.correction add column cause text check (cause in ('league', 're-derivation', 'edited by hand'));

comment on column etl.correction.cause is 'league (the NHL changed its box score), re-derivation (a later version of the application read more from the archived document) or edited by hand (the CSV in the bucket was replaced); NULL if it was recorded by a version that did not know';
comment on table etl.correction is 'What changed in a row that was loaded before, and why: a row per game, player and column. A row that was added or removed has column_name (line) and the player''s name.';

-- A run of kind load took a CSV that was replaced by hand, or one that a crashed run had put: that is only known while the game
-- still has that CSV.
update etl.correction as c
set cause = case
    when r.kind = 'rederive' then 're-derivation'
    when r.kind in ('sweep', 'backfill', 'replay') then 'league'
    when r.kind = 'load' and g.shape = 'csv' and g.run_id = c.run_id then 'edited by hand'
end
from etl.run as r, etl.game as g
where c.run_id = r.run_id and c.game_id = g.game_id;
