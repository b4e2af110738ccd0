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

-- 3. Invented data says so

-- One database holds one league: what a person put into the bucket of the sample league is invented, too.
update etl.game set source = 'sample' where source = 'bucket' and exists (select from etl.game where source = 'sample');
update public.game_stats set source = 'sample' where source = 'bucket' and exists (select from etl.game where source = 'sample');
comment on column etl.game.source is 'API the game was seen in, see etl.run.source; sample for every game of the sample league (invented players); bucket for a CSV of real games that was put into the bucket by hand';
comment on column public.game_stats.source is 'Where the row came from: nhl (the live API), sample (the sample league: invented players), the host of the API asked, or bucket (a CSV put into the bucket by hand)';

create view etl.data_source as
select
    coalesce(bool_or(source = 'sample'), false) as is_invented,
    string_agg(distinct source, ', ') as sources,
    case when bool_or(source = 'sample') then 'SAMPLE LEAGUE: real teams, invented players and games' end as warning
from etl.game;
comment on view etl.data_source is 'Where the games of this database come from, and whether they are invented: one row.';
comment on column etl.data_source.is_invented is 'Are they of the sample league, whose players and games are invented?';
comment on column etl.data_source.sources is 'Every source of a game, see etl.game.source';
comment on column etl.data_source.warning is 'What whoever shows data of this database has to say; NULL when nothing';

-- What psql shows of the table says so as well. Without the right to comment on it nothing happens.
create function etl.note_invented_data() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    present text := coalesce(obj_description('public.game_stats'::regclass), '');
begin
    if not starts_with(present, 'SAMPLE LEAGUE') then
        execute format('comment on table public.game_stats is %L', 'SAMPLE LEAGUE: real teams, invented players and games. ' || present);
    end if;
    return null;
exception when insufficient_privilege or lock_not_available then
    return null;
end
$$;
comment on function etl.note_invented_data() is 'Puts a warning into the comment of public.game_stats when the first game of the sample league arrives';
create trigger note_invented_data after insert on etl.game
for each row when (new.source = 'sample') execute function etl.note_invented_data();
do $$
begin
    if exists (select from etl.game where source = 'sample') then
        execute format('comment on table public.game_stats is %L', 'SAMPLE LEAGUE: real teams, invented players and games. ' || obj_description('public.game_stats'::regclass));
    end if;
    if exists (select from pg_roles where rolname = 'nhldata_reader') then
        grant select on etl.data_source to nhldata_reader;
    end if;
end
$$;

select etl.grant_roles();
