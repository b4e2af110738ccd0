-- An acceptance is of what was seen: of other figures it says nothing.
alter table etl.accepted_exception add column details jsonb;
comment on column etl.accepted_exception.details is 'What the check found when it was accepted, a JSON array of data_quality_exceptions.detail: the acceptance ends when the figures change. NULL if it was accepted by an older version, whatever the check finds';

create or replace function etl.accept_exception(game bigint, failed_check text, why text) returns text
language plpgsql
as $$
declare
    seen jsonb;
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
    if not etl.is_acceptable(array[failed_check]) then
        raise exception 'that "%" does not hold cannot be accepted: published rows have all of them', failed_check
            using hint = 'Correct the CSV in the bucket and run: nhldata load';
    end if;
    -- The table is a mart: the first build makes it.
    if to_regclass('public.data_quality_exceptions') is not null then
        execute 'select coalesce(jsonb_agg(detail order by detail), ''[]'') from public.data_quality_exceptions where game_id = $1 and check_name = $2'
            into seen using game, failed_check;
    end if;
    insert into etl.accepted_exception (game_id, check_name, reason, details) values (game, failed_check, why, seen)
    on conflict (game_id, check_name) do update
    set is_accepted = true, reason = excluded.reason, details = excluded.details, decided_by = session_user, decided_at = now();
    return format('accepted: the next build of the marts takes game %s as it is', game);
end
$$;

-- As before, and what was accepted.
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
    -- what the marts lack, and for which teams: games_missing
    + coalesce((
        select sum(hash_record_extended(row(game_id, season, game_type, away_team_id, home_team_id, away_team, home_team), 0))
        from etl.game
        where loaded_at is null and state in ('final', 'queued', 'fetching', 'stored', 'loading', 'dead')
    ), 0)
    + coalesce((select sum(hash_record_extended(row(game_id, check_name, is_accepted, reason, details), 0)) from etl.accepted_exception), 0)
)::text as state;
