-- For which dates a dead letter of a schedule stands, and which checks of a game cannot be accepted, is said once.

create view etl.dead_schedule as
select
    d.dead_letter_id,
    d.stage,
    d.state,
    d.reason,
    d.game_date as from_date,
    least(d.game_date + 6, min(asked.to_date)) as to_date
from etl.dead_letter as d
left join etl.dead_letter as l
    on d.game_date = l.game_date and l.game_id is null and l.created_at between d.failing_since and d.created_at
left join etl.run as asked on l.run_id = asked.run_id and asked.to_date >= d.game_date
where d.game_id is null and d.game_date is not null
group by d.dead_letter_id;
comment on view etl.dead_schedule is 'Dead letters of schedules, and the dates that each stands for: a week at most, and no further than any of the runs was asked for in which it has failed since.';
comment on column etl.dead_schedule.dead_letter_id is 'Number of the dead letter';
comment on column etl.dead_schedule.stage is 'schedule (it could not be read) or calendar (it lists fewer games than there are)';
comment on column etl.dead_schedule.state is 'See etl.dead_letter.state';
comment on column etl.dead_schedule.reason is 'Why it could not be read, or what is missing';
comment on column etl.dead_schedule.from_date is 'First of the dates';
comment on column etl.dead_schedule.to_date is 'Last of the dates';

-- A date that was not tried yet today is tried today.
create or replace view etl.dead_letter_retry as
with
-- what failed in scheduled runs; joined by equality, since thousands may be open at once
failed as (
    select
        l.game_id,
        l.game_date,
        l.created_at
    from etl.dead_letter as l
    inner join etl.run as r on l.run_id = r.run_id
    where r.scope = 'due'
),
tried as (
    select
        d.dead_letter_id,
        count(distinct (f.created_at at time zone 'UTC')::date) as days,
        max((f.created_at at time zone 'UTC')::date) as last_day
    from etl.dead_letter as d
    inner join failed as f on d.game_id = f.game_id and f.created_at >= d.failing_since
    where d.state = 'open'
    group by d.dead_letter_id
    union all
    select d.dead_letter_id, count(distinct (f.created_at at time zone 'UTC')::date), max((f.created_at at time zone 'UTC')::date)
    from etl.dead_letter as d
    inner join failed as f on d.game_date = f.game_date and f.created_at >= d.failing_since
    where d.state = 'open' and d.game_id is null and f.game_id is null
    group by d.dead_letter_id
)
select
    d.dead_letter_id,
    d.game_id,
    d.game_date,
    coalesce(t.days, 0) as days_tried,
    -- a malformed message names no game, and a CSV that an operator put does not change by itself
    d.game_date is not null
    and not (d.stage = 'load' and g.shape is not distinct from 'csv')
    and coalesce(t.days, 0) < 7 as is_retried,
    -- today is one of them, unless it was tried today
    (now() at time zone 'UTC')::date + greatest(
        7 - coalesce(t.days, 0) - case when t.last_day = (now() at time zone 'UTC')::date then 0 else 1 end, 0
    )::int as retried_until
from etl.dead_letter as d
left join etl.game as g on d.game_id = g.game_id
left join tried as t on d.dead_letter_id = t.dead_letter_id
where d.state = 'open';

-- The API was unavailable while a game with an open dead letter was tried again: it is dead, as it was.
insert into etl.transition (entity, from_state, to_state, statement) values
('game', 'queued', 'dead', 'release-game.sql'),
('game', 'fetching', 'dead', 'release-game.sql');

-- What the contracts of the marts demand cannot be accepted: such a row would keep everything from being published.
create function etl.is_acceptable(failed_checks text[]) returns boolean
language sql immutable
as $$
    select not 'a row has a name, a team and a side' = any(failed_checks)
$$;
comment on function etl.is_acceptable(text[]) is 'Whether an operator can accept that these checks of a game do not hold: not where the marts cannot take such rows';

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
    if not etl.is_acceptable(array[failed_check]) then
        raise exception 'that "%" does not hold cannot be accepted: published rows have all of them', failed_check
            using hint = 'Correct the CSV in the bucket and run: nhldata load';
    end if;
    insert into etl.accepted_exception (game_id, check_name, reason) values (game, failed_check, why)
    on conflict (game_id, check_name) do update
    set is_accepted = true, reason = excluded.reason, decided_by = session_user, decided_at = now();
    return format('accepted: the next build of the marts takes game %s as it is', game);
end
$$;

select etl.grant_roles();
