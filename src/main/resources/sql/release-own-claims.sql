-- This process loads one batch after the other. What it still claims when it begins is left of one that failed when
-- PostgreSQL was away, and of which it could not tell.
update etl.game
set state = 'stored', updated_at = now()
where state = 'loading' and loader = :#${bean:owner?method=name}
