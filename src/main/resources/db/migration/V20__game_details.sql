-- What a box score says beyond the 70 columns of its CSV: loaded beside the rows, in the same transaction.

create table etl.game_details (
    game_id bigint primary key references etl.game on delete cascade,
    stored  jsonb,
    loaded  jsonb
    -- both are some 1.2 kB: neither compressed nor moved elsewhere when the second one comes
) with (toast_tuple_target = 8160);
comment on table etl.game_details is 'What the box score of a game says beyond the columns of game_stats: venue, start_time (UTC), last_period, last_period_type (REG, OT, SO); and by player id goals_against and starter of the goalies, shifts of the skaters. What it does not say is absent. A game without a row was loaded before there were details (nhldata rederive adds them).';
comment on column etl.game_details.game_id is 'The NHL''s id of the game';
comment on column etl.game_details.stored is 'Details of the CSV in the bucket; NULL when its document says nothing of them, or when the CSV was put or edited by hand';
comment on column etl.game_details.loaded is 'Details of the rows in game_stats: those of the CSV that was loaded, committed together with the rows';

alter table etl.correction alter column player_id drop not null;
comment on table etl.correction is 'What changed in a game that was loaded before: a row per game, player and column. A line that came or went has column_name (line) and the player''s name.';
comment on column etl.correction.player_id is 'Player whose line changed; NULL for what is said of the game itself, such as its venue';
comment on column etl.correction.column_name is 'Column of game_stats; (line) when the whole line came or went; or a detail, see etl.game_details';

do $$
begin
    if exists (select from pg_roles where rolname = 'nhldata_reader') then
        grant select on etl.game_details to nhldata_reader;
    end if;
end
$$;
