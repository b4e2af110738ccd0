-- What dbt did: each build of the marts, and the result of every model and test in it. And what the marts are checked
-- against, the score that the box score states, and who may read them.

alter table etl.game
    add column if not exists shootout boolean;
comment on column etl.game.shootout is 'Was it decided by a shootout, which adds a goal to the score that no player scored; NULL when not known';

create table etl.dbt_run (
    dbt_run_id      bigint generated always as identity primary key,
    status          text not null default 'running' check (status in ('running', 'published', 'refused', 'failed')),
    started_at      timestamptz not null default now(),
    ended_at        timestamptz,
    full_refresh    boolean not null,
    project_hash    text not null,
    games_changed   integer,
    models_built    integer not null default 0,
    tests_passed    integer not null default 0,
    tests_warned    integer not null default 0,
    failed          integer not null default 0,
    message         text,
    check ((status = 'running') = (ended_at is null))
);
create index dbt_run_started_at_idx on etl.dbt_run (started_at desc);
comment on table etl.dbt_run is 'One row per build of the marts (make dbt_run), written before its work starts.';
comment on column etl.dbt_run.dbt_run_id is 'Number of the build';
comment on column etl.dbt_run.status is 'running; published (all is well, readers see it); refused (a test failed: readers still see the former marts); failed (a model could not be built, or the build broke off: likewise)';
comment on column etl.dbt_run.started_at is 'When it started';
comment on column etl.dbt_run.ended_at is 'When it ended; NULL while it runs';
comment on column etl.dbt_run.full_refresh is 'Was everything built anew, rather than only what the changed games touch';
comment on column etl.dbt_run.project_hash is 'SHA-256 of the dbt project, the first 16 hexadecimal digits: another project than the one last published is built in full';
comment on column etl.dbt_run.games_changed is 'Games that differ from those in the published marts; NULL when it did not come that far';
comment on column etl.dbt_run.models_built is 'Models and seeds that were built';
comment on column etl.dbt_run.tests_passed is 'Tests that passed, unit tests included';
comment on column etl.dbt_run.tests_warned is 'Tests that found something that does not stop the marts';
comment on column etl.dbt_run.failed is 'Models that could not be built and tests that failed';
comment on column etl.dbt_run.message is 'What a person should know: what failed, and the games it names';

create table etl.dbt_result (
    dbt_run_id  bigint not null references etl.dbt_run on delete cascade,
    node_id     text not null,
    kind        text not null,
    name        text not null,
    status      text not null,
    seconds     numeric not null,
    failures    bigint,
    message     text,
    sample      jsonb,
    primary key (dbt_run_id, node_id)
);
comment on table etl.dbt_result is 'One row per build and model, test, unit test or seed in it: what became of it.';
comment on column etl.dbt_result.dbt_run_id is 'Build, see etl.dbt_run';
comment on column etl.dbt_result.node_id is 'Name of the model or test that is unique in the project';
comment on column etl.dbt_result.kind is 'model, test, unit_test or seed';
comment on column etl.dbt_result.name is 'Name of the model or test';
comment on column etl.dbt_result.status is 'success, pass, warn, fail, error or skipped';
comment on column etl.dbt_result.seconds is 'How long it took';
comment on column etl.dbt_result.failures is 'Rows that a test found';
comment on column etl.dbt_result.message is 'What dbt says of it';
comment on column etl.dbt_result.sample is 'Up to five of the rows that a test found, with the ids of their games';

create view etl.marts_status as
with
last_build as (
    select *
    from etl.dbt_run
    order by dbt_run_id desc
    limit 1
),
last_published as (
    select *
    from etl.dbt_run
    where status = 'published'
    order by dbt_run_id desc
    limit 1
)
select
    last_build.status,
    last_build.started_at,
    last_build.ended_at,
    last_build.message,
    last_build.games_changed,
    last_build.models_built,
    last_build.tests_passed,
    last_build.tests_warned,
    last_build.failed,
    last_build.dbt_run_id,
    last_published.ended_at as published_at,
    (
        select count(*)
        from etl.game as game
        where game.loaded_at > coalesce(last_published.started_at, '-infinity')
    ) as games_not_in_marts
from last_build
left join last_published on true;
comment on view etl.marts_status is 'Are the marts good? One row once dbt ran: how the last build ended, when the marts that readers see were published, and how many games were loaded since that build began.';

create index if not exists game_loaded_at_idx on etl.game (loaded_at);

-- A role of the whole server: it may be there already, and creating it may be somebody else's right.
do $$
begin
    create role nhldata_reader nologin;
exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then
        raise notice 'role nhldata_reader could not be created: create it by hand, then type make dbt_run';
end
$$;

-- The marts' own rights are given when they are published. Not game_stats, and no table of the ledger: only its views.
do $$
begin
    if exists (select from pg_roles where rolname = 'nhldata_reader') then
        grant usage on schema public, etl to nhldata_reader;
        grant select on etl.data_status, etl.freshness, etl.marts_status to nhldata_reader;
    end if;
end
$$;
