package nhldata.nhl;

import java.util.List;

/** Reads the bio of a player's landing page, {@code /v1/player/{id}/landing} of api-web, as of the day it was fetched. */
public final class PlayerReader {
    private static final Fields PLAYER = Fields.always("playerId", "isActive", "firstName", "lastName", "position", "birthDate")
            .sometimes("currentTeamId", "currentTeamAbbrev", "fullTeamName", "teamCommonName", "teamPlaceNameWithPreposition", "badges", "teamLogo",
                    "sweaterNumber", "headshot", "heroImage", "heightInInches", "heightInCentimeters", "weightInPounds", "weightInKilograms",
                    "birthCity", "birthStateProvince", "birthCountry", "shootsCatches", "draftDetails", "playerSlug", "inTop100AllTime", "inHHOF",
                    "featuredStats", "careerTotals", "shopLink", "twitterLink", "watchLink", "last5Games", "seasonTotals", "awards",
                    "currentTeamRoster");

    /**
     * The player.
     *
     * @throws DocumentException if the document is not a player's landing page
     */
    public Person read(byte[] document) {
        return read(document, new DriftCollector());
    }

    /** Schema drift of the document. */
    List<Drift> drift(byte[] document) {
        DriftCollector drift = new DriftCollector();
        read(document, drift);
        return drift.drift();
    }

    private static Person read(byte[] document, DriftCollector drift) {
        JsonObject root = JsonDocument.parse(document, drift);
        Person person = ApiWebBio.read(root, "playerId", "position");
        root.compareWith(PLAYER);
        return person;
    }
}
