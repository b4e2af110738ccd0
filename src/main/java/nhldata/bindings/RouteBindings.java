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
import nhldata.nhl.BoxscoreReader;
import nhldata.nhl.DocumentDrift;
import nhldata.nhl.ReportedDrift;
import nhldata.notify.Channels;
import nhldata.notify.Notifications;
import nhldata.process.InstanceId;
import nhldata.queue.Acknowledgement;
import nhldata.queue.KafkaBindings;
import nhldata.run.DailyClock;
import nhldata.run.Runs;
import nhldata.run.SharedClock;
import nhldata.schedule.ExpectedGames;
import nhldata.schedule.WeekReader;
import nhldata.schedule.Weeks;
import nhldata.storage.BucketObjects;
import nhldata.storage.CsvListings;
import nhldata.storage.CsvObjects;
import nhldata.storage.CsvOrigin;
import nhldata.storage.Documents;
import nhldata.storage.GameObjects;
import nhldata.store.GameCsv;
import nhldata.store.GameCsvWriter;
import nhldata.time.CronSchedule;
import nhldata.time.MonotonicClock;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** The properties and beans that route files may use, by their names in YAML. */
public record RouteBindings(Settings settings, Api api, String source) {

    /**
     * All settings except secrets, and properties derived from them: {@code nhl.source}, {@code nhl.api.endpoint}, {@code nhl.api.rate},
     * {@code nhl.api.rate-limited} (whether there is a limit), {@code nhl.role.scheduler.active}, {@code nhl.role.fetch.active},
     * {@code nhl.role.load.active} and {@code nhl.role.marts.active} (whether this process has the role), {@code nhl.games.endpoint},
     * {@code nhl.notify.channels}. A derived property never has the name of a setting: the environment variable of the
     * setting would override it.
     */
    public Properties properties() {
        // SQL and YAML use the values unchecked: report an invalid one here, before a cast fails later
        SettingRules.check(settings);
        Properties properties = settings.all();
        // no route needs secrets, and Camel's console shows all properties
        Settings.SECRETS.forEach(properties::remove);
        properties.setProperty("nhl.schedule.zone", CronSchedule.zone(settings.get("nhl.schedule.zone")).getId());
        properties.setProperty("nhl.source", source);
        properties.setProperty("nhl.api.endpoint", api.base().toString());
        int rate = api.requestsPerSecond(settings.get("nhl.api.requests-per-second"));
        properties.setProperty("nhl.api.rate", Integer.toString(rate));
        properties.setProperty("nhl.api.rate-limited", Boolean.toString(rate < Api.UNLIMITED));
        // auto is resolved by the service; a one-shot command ends too soon to build marts
        properties.setProperty("nhl.role.marts.active", isActive(Role.MARTS, "nhl.marts.enabled"));
        properties.setProperty("nhl.role.scheduler.active", isActive(Role.SCHEDULE, "nhl.schedule.enabled"));
        properties.setProperty("nhl.role.load.active", isActive(Role.LOAD, "nhl.load.enabled"));
        properties.setProperty("nhl.role.fetch.active", Boolean.toString(Role.of(settings).contains(Role.FETCH)));
        GamesChannel games = GamesChannel.of(settings);
        properties.setProperty("nhl.games.endpoint", games.uri());
        games.component().forEach((option, value) -> properties.setProperty("camel.component.kafka." + option, value));
        if (settings.get("nhl.routes.reload").equals("auto")) {
            // still auto in a one-shot command, whose user waits for its end: a short poll timeout lets consumers stop quickly. The service uses Camel's default of 1 s.
            properties.setProperty("camel.component.seda.defaultPollTimeout", "50");
        }
        if (isActive(Role.SCHEDULE, "nhl.schedule.enabled").equals("true")) {
            // set only here: Camel starts every component that has a property, even if no route uses it
            properties.setProperty("camel.component.quartz.propertiesRef", isSchedulerClustered() ? "clusteredQuartz" : "localQuartz");
            properties.setProperty("camel.component.quartz.prefixInstanceName", Boolean.toString(!isSchedulerClustered()));
        }
        properties.setProperty("nhl.notify.channels", new Channels(settings).names());
        properties.putAll(HttpClients.properties("requestDeadline"));
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
        beans.put("expectedGames", new ExpectedGames(!calendarPath.isEmpty()));
        beans.put("apiPaths", new ApiPaths(schedulePath, calendarPath, settings.get("nhl.api.boxscore-path"), rosterPath, playerPath));
        beans.put("documents", new Documents());
        beans.put("boxscoreReader", new BoxscoreReader());
        beans.put("documentDrift", new DocumentDrift());
        beans.put("reportedDrift", new ReportedDrift());
        beans.put("bios", new Bios(!rosterPath.isEmpty(), !playerPath.isEmpty()));
        beans.put("gameCsv", new GameCsv());
        beans.put("gameCsvWriter", new GameCsvWriter());
        CsvObjects csvObjects = new CsvObjects(s3, settings.get("s3.bucket"));
        beans.put("csvObjects", csvObjects);
        CsvOrigin csvOrigin = new CsvOrigin(source);
        beans.put("csvOrigin", csvOrigin);
        beans.put("gameObjects", new GameObjects(csvObjects, csvOrigin));
        beans.put("csvListings", new CsvListings(csvObjects, steady));
        beans.put("bucketLeague", new BucketLeague(s3, settings.get("s3.bucket"), source, settings.isGiven("nhl.api.url")));
        beans.put("bucketListing", new BucketListing(csvObjects, settings.get("s3.bucket")));
        beans.put("bucketObjects", new BucketObjects());
        beans.put("loadMutex", new LoadMutex());
        beans.put("storedCsv", new StoredCsv());
        beans.put("csvFiles", new CsvFiles());
        beans.put("requestDeadline", new RequestDeadline(Duration.ofMillis(settings.number("nhl.api.total-timeout"))));
        beans.put("responseCheck", new ResponseCheck());
        beans.put("martsBuilder", new MartsBuilder(settings));
        beans.put("retryAfter", retryAfter);
        beans.put("apiHealth", apiHealth);
        beans.put("failedAttempt", new FailedAttempt(apiHealth));
        beans.put("failures", new Failures());
        beans.put("deadLetters", new DeadLetters(clock));
        Channels channels = new Channels(settings);
        beans.put("channels", channels);
        beans.put("mailSession", channels.mailSession());
        beans.put("notifications", new Notifications(settings.get("nhl.notify.name")));
        beans.put("acknowledgement", new Acknowledgement());
        if (GamesChannel.of(settings).isShared()) {
            beans.putAll(KafkaBindings.beans(settings));
        }
        if (isSchedulerClustered()) {
            beans.put("clusteredQuartz", SharedClock.properties(owner));
        } else {
            beans.put("localQuartz", localQuartz());
        }
        beans.put("dailyClock", new DailyClock(clock, isActive(Role.SCHEDULE, "nhl.schedule.enabled").equals("true"),
                settings.get("nhl.schedule.cron"), settings.get("nhl.schedule.zone")));
        return beans;
    }

    /** Fewer threads: each of Quartz's default ten wakes up twice a second, for one run a day. */
    private static Properties localQuartz() {
        Properties quartz = new Properties();
        quartz.setProperty("org.quartz.threadPool.threadCount", "2");
        return quartz;
    }

    private String isActive(Role role, String setting) {
        return Boolean.toString(settings.get(setting).equals("true") && Role.of(settings).contains(role));
    }

    /** Whether this process takes part in a scheduler that several processes share (a Quartz cluster); only if it schedules runs at all. */
    public boolean isSchedulerClustered() {
        boolean shared = switch (settings.get("nhl.schedule.clustered")) {
            case "auto" -> GamesChannel.of(settings).isShared();
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("setting nhl.schedule.clustered must be auto, true or false, not \"" + settings.get("nhl.schedule.clustered") + "\"");
        };
        return shared && isActive(Role.SCHEDULE, "nhl.schedule.enabled").equals("true");
    }
}
