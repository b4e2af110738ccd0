package nhldata.nhl;

/** The team of an api-web box score; its name is {@code name} in the nested format, {@code commonName} in the flat one. */
final class ApiWebTeam {
    private static final Fields FLAT = Fields.always("id", "commonName", "abbrev", "score", "sog")
            .sometimes("logo", "darkLogo", "placeName", "placeNameWithPreposition", "awaySplitSquad", "homeSplitSquad",
                    "radioLink");
    private static final Fields NESTED = Fields.always("id", "name", "abbrev", "score", "sog")
            .sometimes("placeName", "faceoffWinningPctg", "powerPlayConversion", "pim", "hits", "blocks", "logo", "darkLogo",
                    "radioLink");

    private ApiWebTeam() { }

    static Team read(JsonObject team, DocumentFormat format) {
        team.compareWith(format == DocumentFormat.APIWEB_FLAT ? FLAT : NESTED);
        int id = team.requiredInteger("id", 1);
        String abbreviation = team.text("abbrev");
        if (abbreviation != null && !RosterKey.isAbbreviation(abbreviation)) {
            team.typeDrift("abbrev");
            abbreviation = null;
        }
        String nameField = team.has("commonName") ? "commonName" : "name";
        return new Team(id, NhlTeams.abbreviation(id, abbreviation), fullName(team, id, nameField));
    }

    private static String fullName(JsonObject team, int id, String nameField) {
        String commonName = ApiWebName.of(team, nameField);
        Team known = NhlTeams.byId(id);
        if (known == null) {
            team.odd("id", id + " is not in the table of teams");
            return NhlTeams.fullName(ApiWebName.of(team, "placeName"), commonName);
        }
        if (commonName != null && !known.fullName().endsWith(commonName)) {
            team.odd(nameField, commonName + " for team " + id + ", known as " + known.fullName());
        }
        return known.fullName();
    }
}
