package nhldata.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** {@code /v1/roster/{team}/{season}} and {@code /v1/player/{id}/landing}. */
final class PlayerDocuments {
    private static final String HEADSHOT = "https://assets.nhle.com/mugs/nhl/default-skater.png";

    private PlayerDocuments() {
    }

    static ObjectNode roster(Rosters rosters, Team team, List<Player> players) {
        ObjectNode json = Json.object();
        json.putArray("forwards");
        json.putArray("defensemen");
        json.putArray("goalies");
        for (Player player : players) {
            String group = switch (player.position()) {
                case "G" -> "goalies";
                case "D" -> "defensemen";
                default -> "forwards";
            };
            ObjectNode entry = json.withArray(group).addObject().put("id", player.id()).put("headshot", HEADSHOT);
            putName(entry, player);
            entry.put("sweaterNumber", rosters.number(team, player)).put("positionCode", player.position());
            entry.put("shootsCatches", player.shootsCatches());
            putBio(entry, player);
        }
        return json;
    }

    /** @param team the present one; none for a former player */
    static ObjectNode landing(Rosters rosters, Player player, Optional<Team> team) {
        ObjectNode json = Json.object().put("playerId", player.id()).put("isActive", team.isPresent());
        team.ifPresent(present -> {
            json.put("currentTeamId", present.id()).put("currentTeamAbbrev", present.abbrev());
            json.set("fullTeamName", Json.text(present.fullName()));
        });
        putName(json, player);
        team.ifPresent(present -> json.put("teamLogo", GameJson.logo(present))
                .put("sweaterNumber", rosters.number(present, player)));
        json.put("position", player.position()).put("headshot", HEADSHOT);
        putBio(json, player);
        return json.put("shootsCatches", player.shootsCatches()).put("inTop100AllTime", 0).put("inHHOF", 0);
    }

    private static void putName(ObjectNode json, Player player) {
        json.set("firstName", Json.text(player.firstName()));
        json.set("lastName", Json.text(player.lastName()));
    }

    private static void putBio(ObjectNode json, Player player) {
        json.put("heightInInches", player.heightInInches()).put("weightInPounds", player.weightInPounds());
        json.put("heightInCentimeters", (player.heightInInches() * 254 + 50) / 100);
        json.put("weightInKilograms", (player.weightInPounds() * 45_359 + 50_000) / 100_000);
        json.put("birthDate", player.birthDate().toString());
        json.set("birthCity", Json.text(player.birthCity()));
        json.put("birthCountry", player.birthCountry());
        if (player.birthProvince() != null) {
            json.set("birthStateProvince", Json.text(player.birthProvince()));
        }
    }
}
