-- Claims the outdated objects to delete now: those not tried within the pause, and those that another process claimed and did
-- not delete within two minutes, four times the timeout of a deletion. A key that a game uses (again) is excluded.
update etl.object_deletion as d
set state = 'deleting', attempts = attempts + 1, tried_at = now(), deleter = :#${bean:owner?method=name}
where d.s3_key in (
    select o.s3_key
    from etl.object_deletion as o
    where
        (
            (o.state = 'pending' and coalesce(o.tried_at < now() - cast(:#${body} as interval), true))
            or (o.state = 'deleting' and o.tried_at < now() - interval '2 minutes')
        )
        and not exists (select from etl.game as g where g.game_id = o.game_id and o.s3_key in (g.s3_key, g.put_key))
    order by o.requested_at
    limit 100
    for update skip locked
)
returning s3_key as key
