-- By when yesterday must be complete, recorded by the scheduler so that a miss is known when no process lives, too.
alter table etl.clock
    add column ready_by time,
    add column ready_since timestamptz;
comment on column etl.clock.ready_by is 'Time of day, in its zone, by which yesterday must be complete (NHL_SCHEDULE_READY_BY); NULL for none';
comment on column etl.clock.ready_since is 'Since when that time applies: earlier times were not missed';
