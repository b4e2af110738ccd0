package nhldata.bindings;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import nhldata.api.Api;
import nhldata.api.ApiHealth;
import nhldata.api.ApiPaths;
import nhldata.api.HttpClients;
import nhldata.api.RequestDeadline;
import nhldata.api.ResponseCheck;
import nhldata.api.RetryAfter;
import nhldata.boxscore.Bios;
import nhldata.config.GamesChannel;
import nhldata.config.Role;
import nhldata.config.SettingRules;
import nhldata.config.Settings;
import nhldata.deadletter.DeadLetters;
import nhldata.deadletter.FailedAttempt;
import nhldata.deadletter.Failures;
import nhldata.load.BucketLeague;
import nhldata.load.BucketListing;
import nhldata.load.CsvFiles;
import nhldata.load.LoadMutex;
import nhldata.load.StoredCsv;
import nhldata.marts.MartsBuilder;
import nhldata.nhl.DocumentDrift;
import nhldata.nhl.Documents;
import nhldata.notify.Channels;
import nhldata.notify.Notifications;
import nhldata.process.InstanceId;
import nhldata.queue.Acknowledgement;
import nhldata.queue.KafkaBindings;
import nhldata.run.DailyClock;
import nhldata.run.Runs;
import nhldata.schedule.ExpectedGames;
import nhldata.schedule.WeekReader;
import nhldata.schedule.Weeks;
import nhldata.storage.BucketObjects;
import nhldata.storage.CsvObjects;
import nhldata.storage.CsvOrigin;
import nhldata.storage.GameObjects;
import nhldata.store.GameCsvWriter;
import nhldata.time.CronSchedule;
import nhldata.time.MonotonicClock;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** What the route files may name: the properties and the beans, by their names in YAML. */
public record RouteBindings(Settings settings, Api api, String source) {

    /** All settings, and what follows from them: {@code nhl.source}, {@code nhl.api.endpoint}, {@code nhl.api.rate},
     * {@code nhl.api.rate-limited}: is there a rate at all, {@code nhl.role.scheduler.active}, {@code nhl.role.fetch.active}, {@code nhl.role.load.active} and {@code nhl.role.marts.active}: is that done in
     * this process, {@code nhl.games.endpoint}, {@code nhl.notify.channels}. None has the name of a setting: its variable
     * in the environment would go before what follows from it here. */
    public Properties properties() {
        // SQL and YAML take these as they are: a slip must be told of here, in words, and not by a cast that fails later
        SettingRules.check(settings);
        Properties properties = settings.all();
        // no route needs them, and what Camel knows its console shows
        Settings.SECRETS.forEach(properties::remove);
        properties.setProperty("nhl.schedule.zone", CronSchedule.zone(settings.get("nhl.schedule.zone")).getId());
        properties.setProperty("nhl.source", source);
        properties.setProperty("nhl.api.endpoint", api.base().toString());
        int rate = api.requestsPerSecond(settings.get("nhl.api.requests-per-second"));
        properties.setProperty("nhl.api.rate", Integer.toString(rate));
        properties.setProperty("nhl.api.rate-limited", Boolean.toString(rate < Api.UNLIMITED));
        // auto is for the service to decide; a verb ends too soon to build anything
        properties.setProperty("nhl.role.marts.active", here(Role.MARTS, "nhl.marts.enabled"));
        properties.setProperty("nhl.role.scheduler.active", here(Role.SCHEDULE, "nhl.schedule.enabled"));
        properties.setProperty("nhl.role.load.active", here(Role.LOAD, "nhl.load.enabled"));
        properties.setProperty("nhl.role.fetch.active", Boolean.toString(Role.of(settings).contains(Role.FETCH)));
        GamesChannel games = GamesChannel.of(settings);
        properties.setProperty("nhl.games.endpoint", games.uri());
        games.component().forEach((option, value) -> properties.setProperty("camel.component.kafka." + option, value));
        if (settings.get("nhl.routes.reload").equals("auto")) {
            // Still auto in a verb, for whose end somebody waits: its consumers look often whether they are to stop. The service has Camel's second.
            properties.setProperty("camel.component.seda.defaultPollTimeout", "50");
        }
        if (here(Role.SCHEDULE, "nhl.schedule.enabled").equals("true")) {
            // named only here: a component with a property is started, whether a route uses it or not
            properties.setProperty("camel.component.quartz.propertiesRef", "quartzProperties");
        }
        properties.setProperty("nhl.notify.channels", new Channels(settings).names());
        properties.putAll(HttpClients.properties("timeLimit"));
        return properties;
    }

    public Map<String, Object> beans(InstanceId owner, DataSource database, S3Client s3) {
        Clock clock = Clock.systemUTC();
        Clock steady = new MonotonicClock();
        RetryAfter retryAfter = new RetryAfter(clock, steady, Duration.ofSeconds(settings.number("nhl.api.retry-after-cap")));
        ApiHealth apiHealth = new ApiHealth(steady, Duration.ofMinutes(settings.number("nhl.api.give-up-minutes")));
        String schedulePath = settings.get("nhl.api.schedule-path");
        String calendarPath = settings.get("nhl.api.calendar-path");
        String rosterPath = settings.get("nhl.api.roster-path");
        String playerPath = settings.get("nhl.api.player-path");
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("dataSource", database);
        beans.put("s3Client", s3);
        beans.put("owner", owner);
        beans.put("runs", new Runs(clock, settings.number("nhl.schedule.stall-minutes"), Failures::words));
        beans.put("weeks", new Weeks());
        beans.put("listOfBodies", new GroupedBodyAggregationStrategy());
        beans.put("weekReader", new WeekReader(WeekReader.gameTypes(settings.get("nhl.schedule.game-types")), source,
                schedulePath.contains("{end}")));
        beans.put("leagueCalendar", new ExpectedGames(!calendarPath.isEmpty()));
        beans.put("apiPaths", new ApiPaths(schedulePath, calendarPath, settings.get("nhl.api.boxscore-path"), rosterPath, playerPath));
        beans.put("documents", new Documents());
        beans.put("documentDrift", new DocumentDrift());
        beans.put("bios", new Bios(!rosterPath.isEmpty(), !playerPath.isEmpty()));
        beans.put("gameCsvWriter", new GameCsvWriter());
        CsvObjects csvObjects = new CsvObjects(s3, settings.get("s3.bucket"));
        beans.put("csvObjects", csvObjects);
        CsvOrigin csvOrigin = new CsvOrigin(source);
        beans.put("csvOrigin", csvOrigin);
        beans.put("gameObjects", new GameObjects(csvObjects, csvOrigin));
        beans.put("bucketLeague", new BucketLeague(s3, settings.get("s3.bucket"), source, settings.isGiven("nhl.api.url")));
        beans.put("bucketListing", new BucketListing(csvObjects, settings.get("s3.bucket")));
        beans.put("bucketObjects", new BucketObjects());
        beans.put("loadMutex", new LoadMutex());
        beans.put("storedCsv", new StoredCsv());
        beans.put("csvFiles", new CsvFiles());
        beans.put("timeLimit", new RequestDeadline(Duration.ofMillis(settings.number("nhl.api.total-timeout"))));
        beans.put("answers", new ResponseCheck());
        beans.put("martsBuilder", new MartsBuilder(settings));
        beans.put("retryAfter", retryAfter);
        beans.put("apiHealth", apiHealth);
        beans.put("failedAttempt", new FailedAttempt(apiHealth));
        beans.put("failures", new Failures());
        beans.put("deadLetters", new DeadLetters(clock));
        Channels channels = new Channels(settings);
        beans.put("channels", channels);
        beans.put("mailSession", channels.mailSession());
        beans.put("notices", new Notifications(settings.get("nhl.notify.name")));
        beans.put("receipt", new Acknowledgement());
        if (GamesChannel.of(settings).isShared()) {
            beans.putAll(KafkaBindings.beans(settings));
        }
        beans.put("quartzProperties", quartzProperties());
        beans.put("dailyClock", new DailyClock(clock, here(Role.SCHEDULE, "nhl.schedule.enabled").equals("true"),
                settings.get("nhl.schedule.cron"), settings.get("nhl.schedule.zone")));
        return beans;
    }

    /** Each of Quartz's ten threads would wake up twice a second, for one run a day. */
    private static Properties quartzProperties() {
        Properties quartz = new Properties();
        quartz.setProperty("org.quartz.threadPool.threadCount", "2");
        return quartz;
    }

    private String here(Role role, String setting) {
        return Boolean.toString(settings.get(setting).equals("true") && Role.of(settings).contains(role));
    }
}
