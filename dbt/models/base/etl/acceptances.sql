-- A decision of an operator overrides the acceptances shipped with the project. What the contracts of the marts require
-- cannot be accepted: etl.accept_exception refuses it, an older version did not.
with

shipped as (
    select * from {{ ref('accepted_exceptions') }}
),

decided as (
    select * from {{ source('etl', 'accepted_exception') }}
),

final as (
    select
        game_id,
        check_name,
        reason,
        details
    from decided
    where is_accepted and etl.is_acceptable(array[check_name])
    union all
    select
        shipped.game_id,
        shipped.check_name,
        shipped.reason,
        null::jsonb as details
    from shipped
    left join decided on shipped.game_id = decided.game_id and shipped.check_name = decided.check_name
    where decided.game_id is null
)

select * from final
