-- A daily start whose process dies is done by another one, and drift is noted of all documents.

alter table etl.daily_start add column heartbeat_at timestamptz not null default now();
alter table etl.daily_start add column done_at timestamptz;
-- what was started by an earlier version is no business of this one
update etl.daily_start set done_at = now();

comment on table etl.daily_start is 'Which of several instances does what the clock starts: one row per job, for its last start. One that is not done, and whose process is gone, is taken over by another instance within a minute.';
comment on column etl.daily_start.heartbeat_at is 'Last sign of life of the owner while it works on it';
comment on column etl.daily_start.done_at is 'When its run had ended, however it ended; NULL while somebody is to work on it';

comment on column etl.api_drift.shape is 'Generation of the box score, see etl.game.shape; or schedule, calendar, roster, player';
comment on column etl.api_drift.game_id is 'Game in which it was seen first; NULL in a schedule or a calendar';
