-- The marts are built after runs that loaded something: what a build has seen, and builds that broke off through no
-- fault of the data.

create view etl.loaded_state as
select
    coalesce(sum(hash_record_extended(
        row(game_id, game_date, season, loaded_at, away_score, home_score, shootout), 0
    )), 0)::text as state
from etl.game
where loaded_at is not null;
comment on view etl.loaded_state is 'One row: a number that is another one as soon as a game is loaded, changes or goes. The marts are current while it is the one in the last published row of etl.dbt_run.';
comment on column etl.loaded_state.state is 'Sum of the hashes of all loaded games in their present version';

alter table etl.dbt_run
    add column if not exists loaded_state text,
    drop constraint dbt_run_status_check,
    add constraint dbt_run_status_check check (status in ('running', 'published', 'refused', 'failed', 'stopped'));
comment on table etl.dbt_run is 'One row per build of the marts (by the service after a run that loaded something, or by make dbt_run), written before its work starts.';
comment on column etl.dbt_run.status is 'running; published (all is well, readers see it); refused (a test failed: readers still see the former marts); failed (a model could not be built, or the build broke off: likewise); stopped (ended together with the program that ran it, or games changed under its hands: likewise, and the next build makes up for it)';
comment on column etl.dbt_run.loaded_state is 'etl.loaded_state when it began';

create or replace view etl.marts_status as
with
last_build as (
    select *
    from etl.dbt_run
    order by status in ('running', 'stopped'), dbt_run_id desc
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
    ) as games_not_in_marts,
    coalesce(last_published.loaded_state = loaded_state.state, false) as is_current
from last_build
cross join etl.loaded_state as loaded_state
left join last_published on true;
comment on view etl.marts_status is 'Are the marts good? One row once dbt ran: how the last build that came to a result ended (published, refused, failed; what to do stands in message), when the marts that readers see were published, how many games were loaded since that build began, and whether nothing at all has changed since (is_current).';
