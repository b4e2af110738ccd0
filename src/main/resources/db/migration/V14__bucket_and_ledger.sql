-- What is to happen in the bucket after a commit is written down in that commit, and the ledger knows the date of the rows.

-- 1. The date under which the rows of a game are loaded, and the key that a fetch may leave behind in the bucket

alter table etl.game
    add column loaded_date date,
    add column put_key text;
update etl.game as g
set loaded_date = s.game_date
from (select game_id, min(game_date) as game_date from public.game_stats group by game_id) as s
where g.game_id = s.game_id and g.loaded_at is not null;
comment on column etl.game.loaded_date is 'Date under which its rows are in game_stats; NULL while it has none. Other than game_date: the league has moved the game since, and the next run fetches it again';
comment on column etl.game.put_key is 'Key other than s3_key under which the fetch in progress puts the CSV, or under which one that was cut off may have left it';

-- 2. Objects that are to be deleted

create table etl.object_deletion (
    s3_key        text primary key,
    game_id       bigint not null,
    run_id        text not null,
    requested_at  timestamptz not null default now(),
    state         text not null default 'pending' check (state in ('pending', 'deleting', 'deleted', 'withdrawn')),
    attempts      integer not null default 0,
    tried_at      timestamptz,
    deleter       text,
    last_error    text
);
create index object_deletion_open_idx on etl.object_deletion (requested_at) where state in ('pending', 'deleting');
comment on table etl.object_deletion is 'CSVs in the data bucket that are outdated because the league moved their game to another date. The statement that commits the new key inserts the old one here; every run, every load and the loader delete what is open. No open one is ever loaded.';
comment on column etl.object_deletion.s3_key is 'Key in the data bucket';
comment on column etl.object_deletion.game_id is 'Game whose CSV it was';
comment on column etl.object_deletion.run_id is 'Run that made it outdated';
comment on column etl.object_deletion.requested_at is 'When it became outdated';
comment on column etl.object_deletion.state is 'Open: pending, deleting (a process is deleting it; after two minutes another one may). Closed: deleted, withdrawn (the game has this key again)';
comment on column etl.object_deletion.attempts is 'How often the deletion was tried';
comment on column etl.object_deletion.tried_at is 'When it was tried last';
comment on column etl.object_deletion.deleter is 'Process that tried it last; see etl.run.owner';
comment on column etl.object_deletion.last_error is 'Why S3 refused it the last time; NULL when it did not';

select etl.grant_roles();
