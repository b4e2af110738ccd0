-- When a season is played, as the schedule says; and what is not accepted cannot be withdrawn.

create table etl.season (
    season           integer primary key check (season % 10000 = season / 10000 + 1),
    preseason_start  date,
    regular_start    date not null,
    regular_end      date not null check (regular_end >= regular_start),
    playoff_end      date check (playoff_end >= regular_end),
    source           text not null,
    run_id           text not null references etl.run (run_id),
    read_at          timestamptz not null default now()
);
comment on table etl.season is 'One row per season whose dates a schedule has named, in the words of the schedule that was read last. statsapi names none.';
comment on column etl.season.season is 'Season as 20242025: it ends in the year in which its regular season does';
comment on column etl.season.preseason_start is 'First date of the pre-season; NULL where the schedule does not say';
comment on column etl.season.regular_start is 'First date of the regular season';
comment on column etl.season.regular_end is 'Last date of the regular season';
comment on column etl.season.playoff_end is 'Last date on which a playoff game may be played; NULL where the schedule does not say';
comment on column etl.season.source is 'Where the schedule came from, see etl.run.source';
comment on column etl.season.run_id is 'Run that read the dates first, or other ones than before';
comment on column etl.season.read_at is 'When';

create or replace function etl.accept_exception(game bigint, failed_check text, why text) returns text
language plpgsql
as $$
begin
    if not exists (select from etl.game as g where g.game_id = game) then
        raise exception 'there is no game %', game;
    end if;
    if btrim(coalesce(why, '')) = '' then
        raise exception 'say why game % is right as it is', game;
    end if;
    if not exists (select from etl.quarantined_game as q where q.game_id = game and failed_check = any(q.checks))
        and not exists (select from etl.accepted_exception as a where (a.game_id, a.check_name) = (game, failed_check)) then
        raise exception 'game % is not quarantined because of "%"', game, failed_check
            using hint = coalesce((
                select 'It is quarantined because of: ' || array_to_string(q.checks, ', ')
                from etl.quarantined_game as q where q.game_id = game
            ), 'It is not quarantined');
    end if;
    insert into etl.accepted_exception (game_id, check_name, reason) values (game, failed_check, why)
    on conflict (game_id, check_name) do update
    set is_accepted = true, reason = excluded.reason, decided_by = session_user, decided_at = now();
    return format('accepted: the next build of the marts takes game %s as it is', game);
end
$$;

create or replace function etl.withdraw_exception(game bigint, failed_check text, why text) returns text
language plpgsql
as $$
declare
    is_shipped boolean := false;
begin
    if btrim(coalesce(why, '')) = '' then
        raise exception 'say why the exception of game % is withdrawn', game;
    end if;
    -- The table is a mart: the first build makes it.
    if to_regclass('public.accepted_exceptions') is not null then
        execute 'select exists (select from public.accepted_exceptions where game_id = $1 and check_name = $2)'
            into is_shipped using game, failed_check;
    end if;
    if not coalesce(
        (select a.is_accepted from etl.accepted_exception as a where (a.game_id, a.check_name) = (game, failed_check)), is_shipped
    ) then
        raise exception 'nothing is accepted of game % because of "%"', game, failed_check;
    end if;
    insert into etl.accepted_exception (game_id, check_name, is_accepted, reason) values (game, failed_check, false, why)
    on conflict (game_id, check_name) do update
    set is_accepted = false, reason = excluded.reason, decided_by = session_user, decided_at = now();
    return format('withdrawn: the next build of the marts checks game %s again', game);
end
$$;

comment on table etl.accepted_exception is 'One row per game and check that an operator decided on: an accepted exception does not keep the game out of the marts. Written by nhldata exceptions accept and withdraw; the next build of the marts honours it.';
comment on column etl.quarantined_game.checks is 'Names of the checks that do not hold: nhldata exceptions accept takes the game all the same';
comment on column etl.quarantined_game.next_command is 'What to run once the source is right; nhldata exceptions accept takes the game as it is';
comment on table etl.dbt_run is 'One row per build of the marts (by the service after a run that loaded something, or by nhldata marts), written before its work starts.';
