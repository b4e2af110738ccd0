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
                person: id=9000001, active=true, alternateCaptain=false, birthCity=Sundvik, birthCountry=SWE, birthDate=1999-10-08, \
                captain=true, currentAge=32, firstName=Aurélien, fullName=Aurélien Børgesson, height=6' 1", lastName=Børgesson, \
                link=/api/v1/people/9000001, nationality=SWE, primaryNumber=19, rookie=false, rosterStatus=Y, shootsCatches=L, \
                weight=201
                jerseyNumber=19, side=away
                person_currentTeam: id=13, link=/api/v1/teams/13, name=Florida Panthers
                person_primaryPosition: abbreviation=C, code=C, name=Center, type=Forward
                position: abbreviation=C, code=C, name=Center, type=Forward
                stats_skaterStats: assists=1, blocked=1, evenTimeOnIce=14:49, faceOffPct=66.66666666666667, faceOffWins=8, \
                faceoffTaken=12, giveaways=2, goals=1, hits=3, penaltyMinutes=2, plusMinus=1, powerPlayAssists=0, powerPlayGoals=1, \
                powerPlayTimeOnIce=3:02, shortHandedAssists=0, shortHandedGoals=0, shortHandedTimeOnIce=0:40, shots=4, takeaways=1, \
                timeOnIce=18:31
                """, filled(Samples.read("statsapi.json"), 9000001));
    }

    @Test
    void readsEveryColumnOfAStatsApiGoalie() {
        assertEquals("""
                person: id=9000021, active=true, alternateCaptain=false, birthCity=Trois-Pins, birthCountry=CAN, \
                birthDate=1997-07-07, birthStateProvince=QC, captain=false, currentAge=34, firstName=Sacha, \
                fullName=Sacha Lindqvist-Roy, height=6' 4", lastName=Lindqvist-Roy, link=/api/v1/people/9000021, nationality=CAN, \
                primaryNumber=31, rookie=false, rosterStatus=Y, shootsCatches=L, weight=210
                jerseyNumber=31, side=away
                person_currentTeam: id=13, link=/api/v1/teams/13, name=Florida Panthers
                person_primaryPosition: abbreviation=G, code=G, name=Goalie, type=Goalie
                position: abbreviation=G, code=G, name=Goalie, type=Goalie
                stats_goalieStats: assists=0, decision=W, evenSaves=20, evenShotsAgainst=21, \
                evenStrengthSavePercentage=95.23809523809524, goals=0, pim=0, powerPlaySavePercentage=83.33333333333333, \
                powerPlaySaves=5, powerPlayShotsAgainst=6, savePercentage=92.85714285714286, saves=26, shortHandedSavePercentage=100, \
                shortHandedSaves=1, shortHandedShotsAgainst=1, shots=28, timeOnIce=60:00
                """, filled(Samples.read("statsapi.json"), 9000021));
    }

    @Test
    void keepsAScratchWithoutAnyStatistics() {
        assertEquals("""
                person: id=9000041, active=true, alternateCaptain=false, birthCity=Namur, birthCountry=BEL, birthDate=2000-01-20, \
                captain=false, currentAge=31, firstName=Ludo, fullName=Ludo Ferrant, height=6' 0", lastName=Ferrant, \
                link=/api/v1/people/9000041, nationality=BEL, primaryNumber=63, rookie=false, rosterStatus=Y, shootsCatches=L, \
                weight=190
                jerseyNumber=63, side=away
                person_currentTeam: id=13, link=/api/v1/teams/13, name=Florida Panthers
                person_primaryPosition: abbreviation=C, code=C, name=Center, type=Forward
                position: abbreviation=N/A, code=N/A, name=Unknown, type=Unknown
                """, filled(Samples.read("statsapi.json"), 9000041));
    }

    /** Even time is the rest of the total, power-play assists are points less goals, the face-off share is unrounded. */
    @Test
    void computesWhatTheNestedShapeLeavesToTheReader() {
        assertEquals("""
                person: id=9000001, fullName=A. Børgesson
                jerseyNumber=19, side=away
                person_currentTeam: id=13, name=Florida Panthers
                position: abbreviation=C, code=C, name=Center, type=Forward
                stats_skaterStats: assists=1, blocked=1, evenTimeOnIce=14:49, faceOffPct=66.66666666666667, faceOffWins=8, \
                faceoffTaken=12, goals=1, hits=3, penaltyMinutes=2, plusMinus=1, powerPlayAssists=0, powerPlayGoals=1, \
                powerPlayTimeOnIce=03:02, shortHandedAssists=0, shortHandedGoals=0, shortHandedTimeOnIce=00:40, shots=4, \
                timeOnIce=18:31
                """, filled(Samples.read("nested.json"), 9000001));
    }

    @Test
    void knowsThatNoFaceOffOfTwoWasWon() {
        assertEquals("""
                person: id=9000011, fullName=J. Quillfeather
                jerseyNumber=9, side=home
                person_currentTeam: id=2, name=New York Islanders
                position: abbreviation=LW, code=L, name=Left Wing, type=Forward
                stats_skaterStats: assists=0, blocked=0, evenTimeOnIce=13:44, faceOffPct=0, faceOffWins=0, faceoffTaken=2, goals=2, \
                hits=0, penaltyMinutes=0, plusMinus=-1, powerPlayAssists=0, powerPlayGoals=0, powerPlayTimeOnIce=02:59, \
                shortHandedAssists=0, shortHandedGoals=1, shortHandedTimeOnIce=01:01, shots=5, timeOnIce=17:44
                """, filled(Samples.read("nested.json"), 9000011));
    }

    @Test
    void takesANestedGoaliesShotsFromTheFractions() {
        assertEquals("""
                person: id=9000021, fullName=S. Lindqvist-Roy
                jerseyNumber=31, side=away
                person_currentTeam: id=13, name=Florida Panthers
                position: abbreviation=G, code=G, name=Goalie, type=Goalie
                stats_goalieStats: evenSaves=20, evenShotsAgainst=21, evenStrengthSavePercentage=95.23809523809524, pim=0, \
                powerPlaySavePercentage=83.33333333333333, powerPlaySaves=5, powerPlayShotsAgainst=6, \
                savePercentage=92.85714285714286, saves=26, shortHandedSavePercentage=100, shortHandedSaves=1, \
                shortHandedShotsAgainst=1, shots=28, timeOnIce=60:00
                """, filled(Samples.read("nested.json"), 9000021));
    }

    @Test
    void readsAFlatSkater() {
        assertEquals("""
                person: id=9000001, fullName=A. Børgesson
                jerseyNumber=19, side=away
                person_currentTeam: id=13, name=Florida Panthers
                position: abbreviation=C, code=C, name=Center, type=Forward
                stats_skaterStats: assists=1, blocked=1, faceOffPct=66.6667, giveaways=2, goals=1, hits=3, penaltyMinutes=2, \
                plusMinus=1, powerPlayGoals=1, shots=4, takeaways=1, timeOnIce=18:31
                """, filled(Samples.read("flat.json"), 9000001));
    }

    /** 0.0 is none of two here, but none of none for most: it is NULL. */
    @Test
    void leavesAFlatFaceOffShareOfZeroUnknown() {
        assertEquals("""
                person: id=9000011, fullName=J. Quillfeather
                jerseyNumber=9, side=home
                person_currentTeam: id=2, name=New York Islanders
                position: abbreviation=LW, code=L, name=Left Wing, type=Forward
                stats_skaterStats: assists=0, blocked=0, giveaways=1, goals=2, hits=0, penaltyMinutes=0, plusMinus=-1, \
                powerPlayGoals=0, shots=5, takeaways=2, timeOnIce=17:44
                """, filled(Samples.read("flat.json"), 9000011));
    }

    @Test
    void readsAFlatGoalie() {
        assertEquals("""
                person: id=9000021, fullName=S. Lindqvist-Roy
                jerseyNumber=31, side=away
                person_currentTeam: id=13, name=Florida Panthers
                position: abbreviation=G, code=G, name=Goalie, type=Goalie
                stats_goalieStats: decision=W, evenSaves=20, evenShotsAgainst=21, evenStrengthSavePercentage=95.23809523809524, \
                pim=0, powerPlaySavePercentage=83.33333333333333, powerPlaySaves=5, powerPlayShotsAgainst=6, \
                savePercentage=92.85714285714286, saves=26, shortHandedSavePercentage=100, shortHandedSaves=1, \
                shortHandedShotsAgainst=1, shots=28, timeOnIce=60:00
                """, filled(Samples.read("flat.json"), 9000021));
    }

    @Test
    void givesNoPercentageToTheGoalieWhoDidNotPlay() {
        assertEquals("""
                person: id=9000022, fullName=E. Zander
                jerseyNumber=70, side=away
                person_currentTeam: id=13, name=Florida Panthers
                position: abbreviation=G, code=G, name=Goalie, type=Goalie
                stats_goalieStats: evenSaves=0, evenShotsAgainst=0, pim=0, powerPlaySaves=0, powerPlayShotsAgainst=0, saves=0, \
                shortHandedSaves=0, shortHandedShotsAgainst=0, shots=0, timeOnIce=00:00
                """, filled(Samples.read("flat.json"), 9000022));
    }
}
