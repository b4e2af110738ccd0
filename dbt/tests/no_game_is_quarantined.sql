{{ config(severity='warn') }}
-- The marts keep the previously published version of these games, or exclude them. etl.quarantined_game has the command
-- to run.
select *
from {{ ref('data_quality_exceptions') }}
where severity = 'error'
