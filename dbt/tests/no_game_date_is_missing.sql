{{ config(severity='warn') }}
select *
from {{ ref('missing_game_nights') }}
