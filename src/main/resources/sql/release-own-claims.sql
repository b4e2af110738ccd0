-- This process loads one batch after the other. What it still claims when it begins is left of one that failed when
-- PostgreSQL was away, and of which it could not tell. Six minutes are more than one statement may take.
update etl.game
set state = 'stored', updated_at = now()
where updated_at < now() - interval '6 minutes' and state = 'loading' and loader = :#${bean:owner?method=name}
