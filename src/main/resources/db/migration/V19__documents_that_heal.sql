-- What failed is tried again by the scheduled runs for some days: one view says what, and for how long.

create view etl.dead_letter_retry as
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
    select d.dead_letter_id, count(distinct (f.created_at at time zone 'UTC')::date) as days
    from etl.dead_letter as d
    inner join failed as f on d.game_id = f.game_id and f.created_at >= d.failing_since
    where d.state = 'open'
    group by d.dead_letter_id
    union all
    select d.dead_letter_id, count(distinct (f.created_at at time zone 'UTC')::date)
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
    (now() at time zone 'UTC')::date + greatest(7 - coalesce(t.days, 0), 0)::int as retried_until
from etl.dead_letter as d
left join etl.game as g on d.game_id = g.game_id
left join tried as t on d.dead_letter_id = t.dead_letter_id
where d.state = 'open';
comment on view etl.dead_letter_retry is 'Which open dead letters the scheduled runs try again: those of a game or a schedule, whatever the reason, until they have failed in scheduled runs of seven days; not a malformed message, and not a CSV that an operator put';
comment on column etl.dead_letter_retry.dead_letter_id is 'Number of the dead letter';
comment on column etl.dead_letter_retry.game_id is 'Game that failed; NULL for a schedule and for a malformed message';
comment on column etl.dead_letter_retry.game_date is 'Date of the game, or first date of the schedule; NULL for a malformed message';
comment on column etl.dead_letter_retry.days_tried is 'On how many days (UTC) a scheduled run has tried it in vain since it began to fail';
comment on column etl.dead_letter_retry.is_retried is 'Does the next scheduled run try it again?';
comment on column etl.dead_letter_retry.retried_until is 'Last day of these, if it goes on failing and a scheduled run tries it every day';

comment on column etl.dead_letter.content_hash is 'SHA-256 of what was received, the first 16 hexadecimal digits: the same bytes again are recognised by it; NULL if nothing was received; more: malformed messages beyond the number that is kept, which are only counted';
comment on column etl.dead_letter.failing_since is 'When its game or schedule failed first without having been loaded, discarded or restored since';
comment on column etl.dead_letter.times is 'How often the same bytes came in a row: for a game or a schedule over its dead letters, one for each failed run; for a malformed message on this one row';

alter table etl.game add column lacks_names boolean not null default false;
comment on column etl.game.lacks_names is 'Short names stand in its rows, because rosters or biographies were unavailable when it was fetched; daily runs fetch it again for seven days';
create index game_lacks_names_idx on etl.game (stored_at) where lacks_names;

-- the API was unavailable while a game with an open dead letter was tried again: it is final, and still to be tried
insert into etl.transition (entity, from_state, to_state, statement) values ('game', 'final', 'queued', 'queue-due.sql');
