-- What failed is tried again by the scheduled runs for some days: one view says what, and for how long.

create view etl.dead_letter_retry as
select
    d.dead_letter_id,
    d.game_id,
    d.game_date,
    tried.days as days_tried,
    -- a malformed message names no game, and a CSV that an operator put does not change by itself
    d.game_date is not null
    and not (d.stage = 'load' and g.shape is not distinct from 'csv')
    and tried.days < 7 as is_retried,
    (now() at time zone 'UTC')::date + greatest(7 - tried.days, 0)::int as retried_until
from etl.dead_letter as d
left join etl.game as g on d.game_id = g.game_id
cross join lateral (
    select count(distinct (l.created_at at time zone 'UTC')::date) as days
    from etl.dead_letter as l
    inner join etl.run as r on l.run_id = r.run_id
    where
        r.scope = 'due'
        and l.created_at >= d.failing_since
        and case when d.game_id is null then l.game_id is null and l.game_date = d.game_date else l.game_id = d.game_id end
) as tried
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

-- the API was unavailable while a game with an open dead letter was tried again: it is final, and still to be tried
insert into etl.transition (entity, from_state, to_state, statement) values ('game', 'final', 'queued', 'queue-due.sql');

select etl.grant_roles();
