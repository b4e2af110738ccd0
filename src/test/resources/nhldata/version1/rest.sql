-- What COPY does not restore.
select setval(pg_get_serial_sequence('etl.correction', 'correction_id'), max(correction_id)) from etl.correction;
select setval(pg_get_serial_sequence('etl.dead_letter', 'dead_letter_id'), max(dead_letter_id)) from etl.dead_letter;
select setval(pg_get_serial_sequence('etl.incident', 'incident_id'), max(incident_id)) from etl.incident;

-- Two marts as version 1 published them, and the record of the build that did.
create table public.nhl_players (id integer, full_name text, team_name text, assists integer, goals integer, points integer, time_on_ice interval);
comment on table public.nhl_players is 'One row per player who is in any loaded game: his totals over all of them, regular season and playoffs together. A traded player is one row with all he did, under the team of his latest game. A player who was only ever a scratch is there with zeros.';
comment on column public.nhl_players.id is 'The NHL''s id of the player';
comment on column public.nhl_players.full_name is 'Name in his latest game that has a full one; else the box score''s short name, such as M. Hoffman. Two players may share a name: join by id';
comment on column public.nhl_players.team_name is 'Current team, which is the team of his latest game (by date, then game id), under its name in that game';
comment on column public.nhl_players.assists is 'Assists, those as a goalie included; 0 for who never played';
comment on column public.nhl_players.goals is 'Goals, those on the power play, short-handed and as a goalie included; 0 for who never played';
comment on column public.nhl_players.points is 'Goals + assists';
comment on column public.nhl_players.time_on_ice is 'Time on ice in total, in all positions and at all strengths, as an interval of hours, minutes and seconds (1423:05:10 is 1,423 hours); seconds are extract(epoch from time_on_ice). Zero for who never played';
create table public.points_leaders (team_name text, full_name text, points integer);
comment on table public.points_leaders is 'One row per team and player who leads it in points: the one player with the most, or all who tie. Points are all his points of nhl_players, whatever team he made them for, and count for the team of his latest game. A team without a player who has a point is absent.';
comment on column public.points_leaders.team_name is 'Team, under its name in the player''s latest game';
comment on column public.points_leaders.full_name is 'Name of the leader, see nhl_players';
comment on column public.points_leaders.points is 'Goals + assists of the leader, above zero';
insert into public.points_leaders values ('Buffalo Sabres', 'Arseny Korsunov', 4);

insert into etl.dbt_run (status, started_at, ended_at, full_refresh, project_hash, games_changed, models_built, tests_passed, tests_warned, failed, loaded_state)
values ('published', '2022-10-13 07:39:10+00', '2022-10-13 07:39:20+00', true, 'f619469bbd71a0df', 5, 31, 131, 1, 0, '-22062548015416719584');
insert into etl.dbt_result (dbt_run_id, node_id, kind, name, status, seconds, message)
select dbt_run_id, 'model.nhldata.' || m.name, 'model', m.name, 'success', 0.5, 'INSERT 0 46'
from etl.dbt_run, unnest(array['nhl_players', 'points_leaders']) as m (name);
