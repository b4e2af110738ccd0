package nhldata.cli;

import nhldata.Api;
import nhldata.Settings;

/** The one place where the program decides for the sample league by itself, and says so. */
final class SampleFallback {

    private SampleFallback() {
    }

    static Settings decide(Settings settings) {
        String url = settings.get("nhl.api.url");
        if (url.equals("sample") || Api.of(url).canBeReached()) {
            return settings;
        }
        System.out.println("""
                The API at %s cannot be reached from here.
                So that you see something, this run uses the SAMPLE LEAGUE: real teams, INVENTED players and games.
                Every row of it says source = sample. To insist on the API, start again when it can be reached.
                """.formatted(url));
        return settings.with("nhl.api.url", "sample");
    }
}
