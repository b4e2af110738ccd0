-- Checks that do not hold for these games, as the marts were published.
with asked as not materialized (
    select ?::bigint[] as game_ids, ?::integer as player_id, ?::integer[] as team_ids
)
select e.game_id as game, e.severity, e.check_name as "check", e.detail, e.accepted_because
from public.data_quality_exceptions as e
cross join asked as a
where
    e.game_id = any(a.game_ids)
    and (a.player_id is null or e.player_id is null or e.player_id = a.player_id)
    and (e.team_id is null or e.team_id = any(a.team_ids))
order by e.game_id, e.check_name
