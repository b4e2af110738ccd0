-- The wide raw table: the 70 columns of the CSV contract in their order, then where each line comes from.
-- Keyed on game and player: loading a game again replaces its lines, it never doubles them.

create table public.game_stats (
    player_person_id int,
    player_jerseynumber int,
    player_person_active bool,
    player_person_alternatecaptain bool,
    player_person_birthcity varchar(50),
    player_person_birthcountry varchar(50),
    player_person_birthdate varchar(50),
    player_person_birthstateprovince varchar(50),
    player_person_captain bool,
    player_person_currentage int,
    player_person_currentteam_id int,
    player_person_currentteam_link varchar(50),
    player_person_currentteam_name varchar(50),
    player_person_firstname varchar(50),
    player_person_fullname varchar(50),
    player_person_height varchar(50),
    player_person_lastname varchar(50),
    player_person_link varchar(50),
    player_person_nationality varchar(50),
    player_person_primarynumber int,
    player_person_primaryposition_abbreviation varchar(50),
    player_person_primaryposition_code varchar(50),
    player_person_primaryposition_name varchar(50),
    player_person_primaryposition_type varchar(50),
    player_person_rookie bool,
    player_person_rosterstatus varchar(50),
    player_person_shootscatches varchar(50),
    player_person_weight int,
    player_position_abbreviation varchar(50),
    player_position_code varchar(50),
    player_position_name varchar(50),
    player_position_type varchar(50),
    player_stats_goaliestats_assists float8,
    player_stats_goaliestats_decision varchar(50),
    player_stats_goaliestats_evensaves float8,
    player_stats_goaliestats_evenshotsagainst float8,
    player_stats_goaliestats_evenstrengthsavepercentage float8,
    player_stats_goaliestats_goals float8,
    player_stats_goaliestats_pim float8,
    player_stats_goaliestats_powerplaysavepercentage float8,
    player_stats_goaliestats_powerplaysaves float8,
    player_stats_goaliestats_powerplayshotsagainst float8,
    player_stats_goaliestats_savepercentage float8,
    player_stats_goaliestats_saves float8,
    player_stats_goaliestats_shorthandedsavepercentage float8,
    player_stats_goaliestats_shorthandedsaves float8,
    player_stats_goaliestats_shorthandedshotsagainst float8,
    player_stats_goaliestats_shots float8,
    player_stats_goaliestats_timeonice varchar(50),
    player_stats_skaterstats_assists float8,
    player_stats_skaterstats_blocked float8,
    player_stats_skaterstats_eventimeonice varchar(50),
    player_stats_skaterstats_faceoffpct float8,
    player_stats_skaterstats_faceoffwins float8,
    player_stats_skaterstats_faceofftaken float8,
    player_stats_skaterstats_giveaways float8,
    player_stats_skaterstats_goals float8,
    player_stats_skaterstats_hits float8,
    player_stats_skaterstats_penaltyminutes float8,
    player_stats_skaterstats_plusminus float8,
    player_stats_skaterstats_powerplayassists float8,
    player_stats_skaterstats_powerplaygoals float8,
    player_stats_skaterstats_powerplaytimeonice varchar(50),
    player_stats_skaterstats_shorthandedassists float8,
    player_stats_skaterstats_shorthandedgoals float8,
    player_stats_skaterstats_shorthandedtimeonice varchar(50),
    player_stats_skaterstats_shots float8,
    player_stats_skaterstats_takeaways float8,
    player_stats_skaterstats_timeonice varchar(50),
    side varchar(50),
    game_id bigint not null,
    game_date date not null,
    season integer not null,
    game_type smallint not null,
    source text not null,
    s3_key text not null,
    run_id text not null,
    loaded_at timestamptz not null default now(),
    constraint game_stats_pkey primary key (game_id, player_person_id)
);

create index game_stats_game_date_idx on public.game_stats (game_date);

comment on table public.game_stats is 'One line per game and player, as the box score has it. NULL is what the source does not say, never zero. Written by route load, one transaction with etl.game.';
comment on column public.game_stats.player_person_id is 'The NHL''s id of the player';
comment on column public.game_stats.player_jerseynumber is 'Sweater number worn in this game';
comment on column public.game_stats.player_person_active is 'Is he an active NHL player (as of the source''s answer)';
comment on column public.game_stats.player_person_alternatecaptain is 'Is he an alternate captain (statsapi only)';
comment on column public.game_stats.player_person_birthcity is 'City of birth';
comment on column public.game_stats.player_person_birthcountry is 'Country of birth, three letters';
comment on column public.game_stats.player_person_birthdate is 'Date of birth, ISO';
comment on column public.game_stats.player_person_birthstateprovince is 'State or province of birth; NULL outside North America';
comment on column public.game_stats.player_person_captain is 'Is he the captain (statsapi only)';
comment on column public.game_stats.player_person_currentage is 'Age in whole years on the date of the game';
comment on column public.game_stats.player_person_currentteam_id is 'Id of the team he played for in this game';
comment on column public.game_stats.player_person_currentteam_link is 'statsapi link of that team';
comment on column public.game_stats.player_person_currentteam_name is 'Full name of that team, such as Florida Panthers';
comment on column public.game_stats.player_person_firstname is 'First name';
comment on column public.game_stats.player_person_fullname is 'Full name; the short name of the box score (M. Hoffman) where no biography could be had';
comment on column public.game_stats.player_person_height is 'Height in feet and inches, such as 6'' 1"';
comment on column public.game_stats.player_person_lastname is 'Last name';
comment on column public.game_stats.player_person_link is 'statsapi link of the player';
comment on column public.game_stats.player_person_nationality is 'Nationality, three letters (statsapi only)';
comment on column public.game_stats.player_person_primarynumber is 'Sweater number in the player''s biography';
comment on column public.game_stats.player_person_primaryposition_abbreviation is 'Usual position: C, LW, RW, D, G';
comment on column public.game_stats.player_person_primaryposition_code is 'Usual position: C, L, R, D, G';
comment on column public.game_stats.player_person_primaryposition_name is 'Usual position in words';
comment on column public.game_stats.player_person_primaryposition_type is 'Forward, Defenseman or Goalie';
comment on column public.game_stats.player_person_rookie is 'Is he a rookie (statsapi only)';
comment on column public.game_stats.player_person_rosterstatus is 'Y on the roster, N not, I injured (statsapi only)';
comment on column public.game_stats.player_person_shootscatches is 'Hand he shoots or catches with: L or R';
comment on column public.game_stats.player_person_weight is 'Weight in pounds';
comment on column public.game_stats.player_position_abbreviation is 'Position in this game: C, LW, RW, D, G; N/A for a scratch';
comment on column public.game_stats.player_position_code is 'Position in this game: C, L, R, D, G; N/A for a scratch';
comment on column public.game_stats.player_position_name is 'Position in this game in words';
comment on column public.game_stats.player_position_type is 'Forward, Defenseman or Goalie; Unknown for a scratch';
comment on column public.game_stats.player_stats_goaliestats_assists is 'Goalie: Assists';
comment on column public.game_stats.player_stats_goaliestats_decision is 'Goalie: W, L or O (overtime or shootout loss); NULL without a decision';
comment on column public.game_stats.player_stats_goaliestats_evensaves is 'Goalie: Saves at even strength';
comment on column public.game_stats.player_stats_goaliestats_evenshotsagainst is 'Goalie: Shots against at even strength';
comment on column public.game_stats.player_stats_goaliestats_evenstrengthsavepercentage is 'Goalie: Saves per 100 shots at even strength; NULL without a shot';
comment on column public.game_stats.player_stats_goaliestats_goals is 'Goalie: Goals scored by the goalie';
comment on column public.game_stats.player_stats_goaliestats_pim is 'Goalie: Penalty minutes';
comment on column public.game_stats.player_stats_goaliestats_powerplaysavepercentage is 'Goalie: Saves per 100 shots faced while the opponent is on the power play; NULL without a shot';
comment on column public.game_stats.player_stats_goaliestats_powerplaysaves is 'Goalie: Saves while the opponent is on the power play';
comment on column public.game_stats.player_stats_goaliestats_powerplayshotsagainst is 'Goalie: Shots against while the opponent is on the power play';
comment on column public.game_stats.player_stats_goaliestats_savepercentage is 'Goalie: Saves per 100 shots; NULL without a shot';
comment on column public.game_stats.player_stats_goaliestats_saves is 'Goalie: Saves';
comment on column public.game_stats.player_stats_goaliestats_shorthandedsavepercentage is 'Goalie: Saves per 100 shots while the opponent is short-handed; NULL without a shot';
comment on column public.game_stats.player_stats_goaliestats_shorthandedsaves is 'Goalie: Saves while the opponent is short-handed';
comment on column public.game_stats.player_stats_goaliestats_shorthandedshotsagainst is 'Goalie: Shots against while the opponent is short-handed';
comment on column public.game_stats.player_stats_goaliestats_shots is 'Goalie: Shots against';
comment on column public.game_stats.player_stats_goaliestats_timeonice is 'Goalie: Time on ice, minutes:seconds as the source gives it';
comment on column public.game_stats.player_stats_skaterstats_assists is 'Skater: Assists';
comment on column public.game_stats.player_stats_skaterstats_blocked is 'Skater: Shots blocked';
comment on column public.game_stats.player_stats_skaterstats_eventimeonice is 'Skater: Time on ice at even strength, minutes:seconds';
comment on column public.game_stats.player_stats_skaterstats_faceoffpct is 'Skater: Face-offs won per 100 taken; NULL without one';
comment on column public.game_stats.player_stats_skaterstats_faceoffwins is 'Skater: Face-offs won';
comment on column public.game_stats.player_stats_skaterstats_faceofftaken is 'Skater: Face-offs taken';
comment on column public.game_stats.player_stats_skaterstats_giveaways is 'Skater: Giveaways';
comment on column public.game_stats.player_stats_skaterstats_goals is 'Skater: Goals, power-play and short-handed ones included';
comment on column public.game_stats.player_stats_skaterstats_hits is 'Skater: Hits';
comment on column public.game_stats.player_stats_skaterstats_penaltyminutes is 'Skater: Penalty minutes';
comment on column public.game_stats.player_stats_skaterstats_plusminus is 'Skater: Plus-minus';
comment on column public.game_stats.player_stats_skaterstats_powerplayassists is 'Skater: Assists on the power play';
comment on column public.game_stats.player_stats_skaterstats_powerplaygoals is 'Skater: Goals on the power play';
comment on column public.game_stats.player_stats_skaterstats_powerplaytimeonice is 'Skater: Time on ice on the power play, minutes:seconds';
comment on column public.game_stats.player_stats_skaterstats_shorthandedassists is 'Skater: Assists while short-handed';
comment on column public.game_stats.player_stats_skaterstats_shorthandedgoals is 'Skater: Goals while short-handed';
comment on column public.game_stats.player_stats_skaterstats_shorthandedtimeonice is 'Skater: Time on ice while short-handed, minutes:seconds';
comment on column public.game_stats.player_stats_skaterstats_shots is 'Skater: Shots on goal';
comment on column public.game_stats.player_stats_skaterstats_takeaways is 'Skater: Takeaways';
comment on column public.game_stats.player_stats_skaterstats_timeonice is 'Skater: Time on ice in total, minutes:seconds as the source gives it';
comment on column public.game_stats.side is 'home or away';
comment on column public.game_stats.game_id is 'The NHL''s id of the game: season''s start year, type (02 regular, 03 playoff), number';
comment on column public.game_stats.game_date is 'Date of the game in the league''s schedule (not the UTC day of its start)';
comment on column public.game_stats.season is 'Season as 20242025';
comment on column public.game_stats.game_type is '1 pre-season, 2 regular season, 3 playoff';
comment on column public.game_stats.source is 'Where the document came from: nhl (the live API), sample (invented league) or the host of the API asked';
comment on column public.game_stats.s3_key is 'Key of the CSV in the data bucket from which this line was loaded';
comment on column public.game_stats.run_id is 'Run that fetched this version of the game: etl.run';
comment on column public.game_stats.loaded_at is 'When this version of the line was written';
