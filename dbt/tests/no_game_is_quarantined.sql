{{ config(severity='warn') }}
-- The marts keep the former version of these games, or do without them: see etl.quarantined_game for what to do.
select *
from {{ ref('data_quality_exceptions') }}
where severity = 'error'
