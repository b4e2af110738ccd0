package nhldata.nhl;

import static nhldata.nhl.Samples.filled;
import static nhldata.nhl.Samples.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxscoreReaderTest {

    @ParameterizedTest
    @CsvSource({"statsapi.json, STATSAPI, statsapi, true", "nested.json, APIWEB_NESTED, apiweb-nested, false",
        "flat.json, APIWEB_FLAT, apiweb-flat, false"})
    void recognisesTheFormatOfADocument(String name, DocumentFormat format, String label, boolean bios) {
        assertEquals(format, Samples.read(name).format());
        assertEquals(label, format.label());
        assertEquals(bios, Samples.read(name).hasBios());
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsapi.json", "nested.json", "flat.json"})
    void readsTeamsAndScoreAlikeInEveryGeneration(String name) {
        Boxscore boxscore = Samples.read(name);
        assertEquals(3, boxscore.away().score());
        assertEquals(2, boxscore.home().score());
        assertEquals(13, boxscore.away().team().id());
        assertEquals("FLA", boxscore.away().team().abbreviation());
        assertEquals("Florida Panthers", boxscore.away().team().fullName());
        assertEquals("New York Islanders", value(boxscore, 9000011, "player_person_currentTeam_name"));
        assertEquals(List.of(new RosterKey("FLA", "20312032"), new RosterKey("NYI", "20312032")),
                List.copyOf(boxscore.rosters()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsapi.json", "nested.json", "flat.json"})
    void findsNothingNewInDocumentsOfTheKnownShapes(String name) {
        assertEquals(List.of(), Samples.read(name).drift());
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsapi.json", "nested.json", "flat.json"})
    void ordersPlayersAwayBeforeHomeAndThenById(String name) {
        List<String> order = Samples.read(name).players().stream()
                .map(line -> line.side().label() + " " + line.person().id()).toList();
        assertEquals(10, order.size());
        assertEquals(order.stream().sorted().toList(), order);
    }

    @Test
    void readsEveryColumnOfAStatsApiSkater() {
        assertEquals("""
                person_id=9000001
                jerseyNumber=19
                person_active=true
                person_alternateCaptain=false
                person_birthCity=Sundvik
                person_birthCountry=SWE
                person_birthDate=1999-10-08
                person_captain=true
                person_currentAge=32
                person_currentTeam_id=13
                person_currentTeam_link=/api/v1/teams/13
                person_currentTeam_name=Florida Panthers
                person_firstName=Aurélien
                person_fullName=Aurélien Børgesson
                person_height=6' 1"
                person_lastName=Børgesson
                person_link=/api/v1/people/9000001
                person_nationality=SWE
                person_primaryNumber=19
                person_primaryPosition_abbreviation=C
                person_primaryPosition_code=C
                person_primaryPosition_name=Center
                person_primaryPosition_type=Forward
                person_rookie=false
                person_rosterStatus=Y
                person_shootsCatches=L
                person_weight=201
                position_abbreviation=C
                position_code=C
                position_name=Center
                position_type=Forward
                stats_skaterStats_assists=1
                stats_skaterStats_blocked=1
                stats_skaterStats_evenTimeOnIce=14:49
                stats_skaterStats_faceOffPct=66.66666666666667
                stats_skaterStats_faceOffWins=8
                stats_skaterStats_faceoffTaken=12
                stats_skaterStats_giveaways=2
                stats_skaterStats_goals=1
                stats_skaterStats_hits=3
                stats_skaterStats_penaltyMinutes=2
                stats_skaterStats_plusMinus=1
                stats_skaterStats_powerPlayAssists=0
                stats_skaterStats_powerPlayGoals=1
                stats_skaterStats_powerPlayTimeOnIce=3:02
                stats_skaterStats_shortHandedAssists=0
                stats_skaterStats_shortHandedGoals=0
                stats_skaterStats_shortHandedTimeOnIce=0:40
                stats_skaterStats_shots=4
                stats_skaterStats_takeaways=1
                stats_skaterStats_timeOnIce=18:31
                side=away
                """, filled(Samples.read("statsapi.json"), 9000001));
    }

    @Test
    void readsEveryColumnOfAStatsApiGoalie() {
        assertEquals("""
                person_id=9000021
                jerseyNumber=31
                person_active=true
                person_alternateCaptain=false
                person_birthCity=Trois-Pins
                person_birthCountry=CAN
                person_birthDate=1997-07-07
                person_birthStateProvince=QC
                person_captain=false
                person_currentAge=34
                person_currentTeam_id=13
                person_currentTeam_link=/api/v1/teams/13
                person_currentTeam_name=Florida Panthers
                person_firstName=Sacha
                person_fullName=Sacha Lindqvist-Roy
                person_height=6' 4"
                person_lastName=Lindqvist-Roy
                person_link=/api/v1/people/9000021
                person_nationality=CAN
                person_primaryNumber=31
                person_primaryPosition_abbreviation=G
                person_primaryPosition_code=G
                person_primaryPosition_name=Goalie
                person_primaryPosition_type=Goalie
                person_rookie=false
                person_rosterStatus=Y
                person_shootsCatches=L
                person_weight=210
                position_abbreviation=G
                position_code=G
                position_name=Goalie
                position_type=Goalie
                stats_goalieStats_assists=0
                stats_goalieStats_decision=W
                stats_goalieStats_evenSaves=20
                stats_goalieStats_evenShotsAgainst=21
                stats_goalieStats_evenStrengthSavePercentage=95.23809523809524
                stats_goalieStats_goals=0
                stats_goalieStats_pim=0
                stats_goalieStats_powerPlaySavePercentage=83.33333333333333
                stats_goalieStats_powerPlaySaves=5
                stats_goalieStats_powerPlayShotsAgainst=6
                stats_goalieStats_savePercentage=92.85714285714286
                stats_goalieStats_saves=26
                stats_goalieStats_shortHandedSavePercentage=100
                stats_goalieStats_shortHandedSaves=1
                stats_goalieStats_shortHandedShotsAgainst=1
                stats_goalieStats_shots=28
                stats_goalieStats_timeOnIce=60:00
                side=away
                """, filled(Samples.read("statsapi.json"), 9000021));
    }

    @Test
    void keepsAScratchWithoutAnyStatistics() {
        assertEquals("""
                person_id=9000041
                jerseyNumber=63
                person_active=true
                person_alternateCaptain=false
                person_birthCity=Namur
                person_birthCountry=BEL
                person_birthDate=2000-01-20
                person_captain=false
                person_currentAge=31
                person_currentTeam_id=13
                person_currentTeam_link=/api/v1/teams/13
                person_currentTeam_name=Florida Panthers
                person_firstName=Ludo
                person_fullName=Ludo Ferrant
                person_height=6' 0"
                person_lastName=Ferrant
                person_link=/api/v1/people/9000041
                person_nationality=BEL
                person_primaryNumber=63
                person_primaryPosition_abbreviation=C
                person_primaryPosition_code=C
                person_primaryPosition_name=Center
                person_primaryPosition_type=Forward
                person_rookie=false
                person_rosterStatus=Y
                person_shootsCatches=L
                person_weight=190
                position_abbreviation=N/A
                position_code=N/A
                position_name=Unknown
                position_type=Unknown
                side=away
                """, filled(Samples.read("statsapi.json"), 9000041));
    }

    /** Even time is the rest of the total, power-play assists are points less goals, the face-off share is unrounded. */
    @Test
    void computesWhatTheNestedShapeLeavesToTheReader() {
        assertEquals("""
                person_id=9000001
                jerseyNumber=19
                person_currentTeam_id=13
                person_currentTeam_name=Florida Panthers
                person_fullName=A. Børgesson
                position_abbreviation=C
                position_code=C
                position_name=Center
                position_type=Forward
                stats_skaterStats_assists=1
                stats_skaterStats_blocked=1
                stats_skaterStats_evenTimeOnIce=14:49
                stats_skaterStats_faceOffPct=66.66666666666667
                stats_skaterStats_faceOffWins=8
                stats_skaterStats_faceoffTaken=12
                stats_skaterStats_goals=1
                stats_skaterStats_hits=3
                stats_skaterStats_penaltyMinutes=2
                stats_skaterStats_plusMinus=1
                stats_skaterStats_powerPlayAssists=0
                stats_skaterStats_powerPlayGoals=1
                stats_skaterStats_powerPlayTimeOnIce=03:02
                stats_skaterStats_shortHandedAssists=0
                stats_skaterStats_shortHandedGoals=0
                stats_skaterStats_shortHandedTimeOnIce=00:40
                stats_skaterStats_shots=4
                stats_skaterStats_timeOnIce=18:31
                side=away
                """, filled(Samples.read("nested.json"), 9000001));
    }

    @Test
    void knowsThatNoFaceOffOfTwoWasWon() {
        assertEquals("""
                person_id=9000011
                jerseyNumber=9
                person_currentTeam_id=2
                person_currentTeam_name=New York Islanders
                person_fullName=J. Quillfeather
                position_abbreviation=LW
                position_code=L
                position_name=Left Wing
                position_type=Forward
                stats_skaterStats_assists=0
                stats_skaterStats_blocked=0
                stats_skaterStats_evenTimeOnIce=13:44
                stats_skaterStats_faceOffPct=0
                stats_skaterStats_faceOffWins=0
                stats_skaterStats_faceoffTaken=2
                stats_skaterStats_goals=2
                stats_skaterStats_hits=0
                stats_skaterStats_penaltyMinutes=0
                stats_skaterStats_plusMinus=-1
                stats_skaterStats_powerPlayAssists=0
                stats_skaterStats_powerPlayGoals=0
                stats_skaterStats_powerPlayTimeOnIce=02:59
                stats_skaterStats_shortHandedAssists=0
                stats_skaterStats_shortHandedGoals=1
                stats_skaterStats_shortHandedTimeOnIce=01:01
                stats_skaterStats_shots=5
                stats_skaterStats_timeOnIce=17:44
                side=home
                """, filled(Samples.read("nested.json"), 9000011));
    }

    @Test
    void takesANestedGoaliesShotsFromTheFractions() {
        assertEquals("""
                person_id=9000021
                jerseyNumber=31
                person_currentTeam_id=13
                person_currentTeam_name=Florida Panthers
                person_fullName=S. Lindqvist-Roy
                position_abbreviation=G
                position_code=G
                position_name=Goalie
                position_type=Goalie
                stats_goalieStats_evenSaves=20
                stats_goalieStats_evenShotsAgainst=21
                stats_goalieStats_evenStrengthSavePercentage=95.23809523809524
                stats_goalieStats_pim=0
                stats_goalieStats_powerPlaySavePercentage=83.33333333333333
                stats_goalieStats_powerPlaySaves=5
                stats_goalieStats_powerPlayShotsAgainst=6
                stats_goalieStats_savePercentage=92.85714285714286
                stats_goalieStats_saves=26
                stats_goalieStats_shortHandedSavePercentage=100
                stats_goalieStats_shortHandedSaves=1
                stats_goalieStats_shortHandedShotsAgainst=1
                stats_goalieStats_shots=28
                stats_goalieStats_timeOnIce=60:00
                side=away
                """, filled(Samples.read("nested.json"), 9000021));
    }

    @Test
    void readsAFlatSkater() {
        assertEquals("""
                person_id=9000001
                jerseyNumber=19
                person_currentTeam_id=13
                person_currentTeam_name=Florida Panthers
                person_fullName=A. Børgesson
                position_abbreviation=C
                position_code=C
                position_name=Center
                position_type=Forward
                stats_skaterStats_assists=1
                stats_skaterStats_blocked=1
                stats_skaterStats_faceOffPct=66.6667
                stats_skaterStats_giveaways=2
                stats_skaterStats_goals=1
                stats_skaterStats_hits=3
                stats_skaterStats_penaltyMinutes=2
                stats_skaterStats_plusMinus=1
                stats_skaterStats_powerPlayGoals=1
                stats_skaterStats_shots=4
                stats_skaterStats_takeaways=1
                stats_skaterStats_timeOnIce=18:31
                side=away
                """, filled(Samples.read("flat.json"), 9000001));
    }

    /** 0.0 is none of two here, but none of none for most: it is NULL. */
    @Test
    void leavesAFlatFaceOffShareOfZeroUnknown() {
        assertEquals("""
                person_id=9000011
                jerseyNumber=9
                person_currentTeam_id=2
                person_currentTeam_name=New York Islanders
                person_fullName=J. Quillfeather
                position_abbreviation=LW
                position_code=L
                position_name=Left Wing
                position_type=Forward
                stats_skaterStats_assists=0
                stats_skaterStats_blocked=0
                stats_skaterStats_giveaways=1
                stats_skaterStats_goals=2
                stats_skaterStats_hits=0
                stats_skaterStats_penaltyMinutes=0
                stats_skaterStats_plusMinus=-1
                stats_skaterStats_powerPlayGoals=0
                stats_skaterStats_shots=5
                stats_skaterStats_takeaways=2
                stats_skaterStats_timeOnIce=17:44
                side=home
                """, filled(Samples.read("flat.json"), 9000011));
    }

    @Test
    void readsAFlatGoalie() {
        assertEquals("""
                person_id=9000021
                jerseyNumber=31
                person_currentTeam_id=13
                person_currentTeam_name=Florida Panthers
                person_fullName=S. Lindqvist-Roy
                position_abbreviation=G
                position_code=G
                position_name=Goalie
                position_type=Goalie
                stats_goalieStats_decision=W
                stats_goalieStats_evenSaves=20
                stats_goalieStats_evenShotsAgainst=21
                stats_goalieStats_evenStrengthSavePercentage=95.23809523809524
                stats_goalieStats_pim=0
                stats_goalieStats_powerPlaySavePercentage=83.33333333333333
                stats_goalieStats_powerPlaySaves=5
                stats_goalieStats_powerPlayShotsAgainst=6
                stats_goalieStats_savePercentage=92.85714285714286
                stats_goalieStats_saves=26
                stats_goalieStats_shortHandedSavePercentage=100
                stats_goalieStats_shortHandedSaves=1
                stats_goalieStats_shortHandedShotsAgainst=1
                stats_goalieStats_shots=28
                stats_goalieStats_timeOnIce=60:00
                side=away
                """, filled(Samples.read("flat.json"), 9000021));
    }

    @Test
    void givesNoPercentageToTheGoalieWhoDidNotPlay() {
        assertEquals("""
                person_id=9000022
                jerseyNumber=70
                person_currentTeam_id=13
                person_currentTeam_name=Florida Panthers
                person_fullName=E. Zander
                position_abbreviation=G
                position_code=G
                position_name=Goalie
                position_type=Goalie
                stats_goalieStats_evenSaves=0
                stats_goalieStats_evenShotsAgainst=0
                stats_goalieStats_pim=0
                stats_goalieStats_powerPlaySaves=0
                stats_goalieStats_powerPlayShotsAgainst=0
                stats_goalieStats_saves=0
                stats_goalieStats_shortHandedSaves=0
                stats_goalieStats_shortHandedShotsAgainst=0
                stats_goalieStats_shots=0
                stats_goalieStats_timeOnIce=00:00
                side=away
                """, filled(Samples.read("flat.json"), 9000022));
    }
}
