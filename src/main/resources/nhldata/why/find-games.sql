-- Where each game comes from: its CSV and its raw document, and what stands between them and the marts. Besides the given
-- games those of the teams that the marts do not have.
with asked as not materialized (
    select ?::bigint[] as game_ids, ?::integer[] as team_ids, ?::integer as season, ?::smallint[] as game_types, ?::bigint as game_id
)
select
    g.game_id as game,
    g.game_date as date,
    coalesce(m.away_team_name, g.away_team, g.away_team_id::text) as away,
    coalesce(m.home_team_name, g.home_team, g.home_team_id::text) as home,
    g.state,
    m.game_id is not null as in_marts,
    g.loaded_at is not null as is_loaded,
    g.s3_key as csv,
    g.version as csv_version,
    case
        when g.shape = 'csv' and g.raw_key is null then 'none: the CSV was put into the bucket by hand'
        when g.shape = 'csv' then 'the CSV was edited by hand; before that ' || g.raw_key
        else coalesce(g.raw_key, 'not in the ledger')
    end as document,
    to_char(g.fetched_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as fetched,
    to_char(g.loaded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as loaded,
    g.source,
    -- in the words of the ledger, most important first
    nullif(concat_ws(
        '; ',
        'quarantined: ' || q.reason || case when q.published_loaded_at is null then '; the marts exclude the game' else '; the marts keep its previous version' end,
        case
            when d.dead_letter_id is not null and g.loaded_at is null then format('dead-lettered in stage %s: %s', d.stage, d.reason)
            when d.dead_letter_id is not null then format('fetched again without success, the previous rows stay; stage %s: %s', d.stage, d.reason)
            when g.state = 'discarded' then 'discarded by the operator: ' || (
                select x.closed_why from etl.dead_letter as x where x.game_id = g.game_id and x.state = 'discarded' order by x.dead_letter_id desc limit 1
            )
            when g.state in ('stored', 'loading') then 'being loaded: CSV and document are newer than the rows'
            when g.state in ('queued', 'fetching') then 'being fetched'
            when g.loaded_at is null then 'not fetched yet'
        end,
        case when q.game_id is null and m.loaded_at is distinct from g.loaded_at and g.loaded_at is not null
            then 'loaded ' || to_char(g.loaded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC, the marts have '
                || coalesce('the version of ' || to_char(m.loaded_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC', 'it not') end,
        case when g.loaded_date <> g.game_date then format('the rows are of %s, the league has moved the game to %s', g.loaded_date, g.game_date) end
    ), '') as remark,
    case
        when q.game_id is not null then q.next_command
        when d.dead_letter_id is not null then 'nhldata dlq replay ' || g.game_id
        when g.state = 'final' then format('nhldata backfill --from %1$s --to %1$s', g.game_date)
        when m.loaded_at is distinct from g.loaded_at and g.loaded_at is not null and g.state = 'loaded' then 'nhldata marts'
    end as next_command
from etl.game as g
cross join asked as a
left join public.games as m on g.game_id = m.game_id
left join etl.quarantined_game as q on g.game_id = q.game_id and g.loaded_at = q.loaded_at
left join etl.dead_letter as d on g.game_id = d.game_id and d.state = 'open'
where
    g.game_id = any(a.game_ids)
    or (
        m.game_id is null
        and (g.loaded_at is not null or g.state in ('final', 'queued', 'fetching', 'stored', 'loading', 'dead', 'discarded'))
        and (a.season is null or g.season = a.season) and g.game_type = any(a.game_types) and (a.game_id is null or g.game_id = a.game_id)
        and (g.away_team_id = any(a.team_ids) or g.home_team_id = any(a.team_ids))
    )
order by g.game_date, g.game_id
