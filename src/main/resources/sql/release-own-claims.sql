-- This pipeline loads one batch after the other. What it still claims when it begins is left of one that failed when
-- PostgreSQL was away, or of a claim whose answer was lost on the way. Should a statement of that one still be at work,
-- it holds its games locked until its end, and finds afterwards that they are not loaded any more or already are.
update etl.game
set state = 'stored', updated_at = now()
where state = 'loading' and loader = :#${bean:owner?method=name}
