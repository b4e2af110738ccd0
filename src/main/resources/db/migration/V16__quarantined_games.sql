-- Games whose present rows the marts do not take, what an operator accepted all the same, and which relations of schema
-- public the marts own.

create table etl.accepted_exception (
    game_id      bigint not null,
    check_name   text not null,
    is_accepted  boolean not null default true,
    reason       text not null check (btrim(reason) <> ''),
    decided_by   text not null default session_user,
    decided_at   timestamptz not null default now(),
    primary key (game_id, check_name)
);
comment on table etl.accepted_exception is 'One row per game and check that an operator decided on: an accepted exception does not keep the game out of the marts. Written by etl.accept_exception() and etl.withdraw_exception(); the next build of the marts honours it.';
comment on column etl.accepted_exception.game_id is 'Game, see etl.game';
comment on column etl.accepted_exception.check_name is 'Name of the check, as etl.quarantined_game and data_quality_exceptions have it';
comment on column etl.accepted_exception.is_accepted is 'Whether it is accepted; false where the acceptance was withdrawn, also one that the program ships (seed accepted_exceptions)';
comment on column etl.accepted_exception.reason is 'Why, in words';
comment on column etl.accepted_exception.decided_by is 'Login that decided';
comment on column etl.accepted_exception.decided_at is 'When';

create table etl.quarantined_game (
    game_id              bigint primary key,
    game_date            date not null,
    season               integer not null,
    since                timestamptz not null default now(),
    dbt_run_id           bigint not null,
    checks               text[] not null,
    reason               text not null,
    s3_key               text,
    loaded_at            timestamptz not null,
    published_loaded_at  timestamptz,
    next_command         text not null
);
comment on table etl.quarantined_game is 'One row per game whose present rows contradict themselves or its score: the marts keep the version published before, or do without the game; all other games are published. Written by each published build of the marts.';
comment on column etl.quarantined_game.game_id is 'Game, see etl.game';
comment on column etl.quarantined_game.game_date is 'Date of the game in the league''s schedule';
comment on column etl.quarantined_game.season is 'Season as 20242025';
comment on column etl.quarantined_game.since is 'When a build first quarantined it';
comment on column etl.quarantined_game.dbt_run_id is 'Latest build that quarantined it, see etl.dbt_run';
comment on column etl.quarantined_game.checks is 'Names of the checks that do not hold: what etl.accept_exception() takes';
comment on column etl.quarantined_game.reason is 'What does not hold, with both figures';
comment on column etl.quarantined_game.s3_key is 'Key of the CSV in the data bucket';
comment on column etl.quarantined_game.loaded_at is 'Version that is quarantined: etl.game.loaded_at';
comment on column etl.quarantined_game.published_loaded_at is 'Version that the marts keep; NULL when they do without the game';
comment on column etl.quarantined_game.next_command is 'What to run once the source is right; etl.accept_exception() takes the game as it is';

create table etl.published_mart (
    name        text primary key,
    relation    oid not null,
    signature   text not null,
    dbt_run_id  bigint not null
);
comment on table etl.published_mart is 'One row per table and view of schema public that the build of the marts made. It replaces nothing else there, whatever its name.';
comment on column etl.published_mart.name is 'Name in schema public';
comment on column etl.published_mart.relation is 'Its oid: another relation of that name is somebody else''s';
comment on column etl.published_mart.signature is 'Hash of its columns and comments, by which it is known again after a restore, which gives it another oid';
comment on column etl.published_mart.dbt_run_id is 'Latest build that published it anew, see etl.dbt_run';

create function etl.accept_exception(game bigint, failed_check text, why text) returns text
language plpgsql
as $$
begin
    if not exists (select from etl.game as g where g.game_id = game) then
        raise exception 'there is no game %', game;
    end if;
    if not exists (select from etl.quarantined_game as q where q.game_id = game and failed_check = any(q.checks))
        and not exists (select from etl.accepted_exception as a where (a.game_id, a.check_name) = (game, failed_check)) then
        raise exception 'game % is not quarantined because of "%"', game, failed_check
            using hint = (
                select 'It is quarantined because of: ' || array_to_string(q.checks, ', ')
                from etl.quarantined_game as q where q.game_id = game
            );
    end if;
    insert into etl.accepted_exception (game_id, check_name, reason) values (game, failed_check, why)
    on conflict (game_id, check_name) do update
    set is_accepted = true, reason = excluded.reason, decided_by = session_user, decided_at = now();
    return format('accepted: the next build of the marts takes game %s as it is', game);
end
$$;
comment on function etl.accept_exception(bigint, text, text) is 'Accepts what a check says of a quarantined game, with a reason: the next build of the marts takes the game.';

create function etl.withdraw_exception(game bigint, failed_check text, why text) returns text
language plpgsql
as $$
begin
    if to_regclass('public.accepted_exceptions') is null
        and not exists (select from etl.accepted_exception as a where (a.game_id, a.check_name) = (game, failed_check)) then
        raise exception 'nothing is accepted of game % and "%"', game, failed_check;
    end if;
    insert into etl.accepted_exception (game_id, check_name, is_accepted, reason) values (game, failed_check, false, why)
    on conflict (game_id, check_name) do update
    set is_accepted = false, reason = excluded.reason, decided_by = session_user, decided_at = now();
    return format('withdrawn: the next build of the marts checks game %s again', game);
end
$$;
comment on function etl.withdraw_exception(bigint, text, text) is 'Takes an acceptance back, with a reason: the next build of the marts quarantines the game again, if the check still does not hold.';

-- What the marts depend on: every fact of a loaded game that they hold or check, whether its rows may be read, which
-- games are missing, and what was accepted.
create or replace view etl.loaded_state as
select (
    coalesce((
        select sum(hash_record_extended(
            row(game_id, game_date, season, loaded_at, away_score, home_score, shootout, game_type, source, shape, row_count,
                away_team_id, home_team_id, away_team, home_team, fetched_at is null, state in ('stored', 'loading')), 0
        ))
        from etl.game
        where loaded_at is not null
    ), 0)
    -- what the marts lack: teams.games_missing
    + coalesce((
        select sum(hash_record_extended(row(game_id, season, game_type), 0))
        from etl.game
        where loaded_at is null and state in ('final', 'queued', 'fetching', 'stored', 'loading', 'dead')
    ), 0)
    + coalesce((select sum(hash_record_extended(row(game_id, check_name, is_accepted, reason), 0)) from etl.accepted_exception), 0)
)::text as state;
comment on view etl.loaded_state is 'One row: a number that is another one as soon as a game is over, is loaded, changes or goes, or an exception is accepted or withdrawn. The marts are current while it is the one in the last published row of etl.dbt_run.';
comment on column etl.loaded_state.state is 'Sum of the hashes of all loaded games in their present version, of those that are over and not loaded, and of all accepted exceptions';

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
    coalesce(last_published.loaded_state = loaded_state.state, false) as is_current,
    (select count(*) from etl.quarantined_game) as games_quarantined,
    (
        select string_agg(
            format(
                'game %s of %s: %s. File %s. The marts %s. Run: %s', game_id, game_date, reason, coalesce(s3_key, 'not known'),
                case when published_loaded_at is null then 'do without it' else 'keep its former version' end, next_command
            ), e'\n' order by game_date, game_id
        )
        from etl.quarantined_game
    ) as quarantine
from last_build
cross join etl.loaded_state as loaded_state
left join last_published on true;
comment on view etl.marts_status is 'Are the marts good? One row once dbt ran: how the last build that came to a result ended (published, refused, failed; what to do stands in message), when the marts that readers see were published, how many games were loaded since that build began, whether nothing at all has changed since (is_current), and which games they do not have in their present version (games_quarantined, quarantine).';
comment on column etl.marts_status.games_quarantined is 'Games of which the marts keep a former version, or which they do without';
comment on column etl.marts_status.quarantine is 'One line per such game: what contradicts what, the file, and what to run';

select etl.grant_roles();
do $$
begin
    -- The ledger forgets nothing, but these two say how things are now.
    if exists (select from pg_roles where rolname = 'nhldata_loader') then
        grant delete on etl.quarantined_game, etl.published_mart to nhldata_loader;
    end if;
    if exists (select from pg_roles where rolname = 'nhldata_reader') then
        grant select on etl.marts_status, etl.quarantined_game to nhldata_reader;
    end if;
end
$$;
