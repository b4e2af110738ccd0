package nhldata.bindings;

import java.time.Clock;
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
import nhldata.config.ApiSettings;
import nhldata.config.GamesChannel;
import nhldata.config.LoadSettings;
import nhldata.config.MartsSettings;
import nhldata.config.NotifySettings;
import nhldata.config.ProcessSettings;
import nhldata.config.Role;
import nhldata.config.RouteSettings;
import nhldata.config.S3Settings;
import nhldata.config.ScheduleSettings;
import nhldata.config.Settings;
import nhldata.config.Toggle;
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
import nhldata.retention.Retention;
import nhldata.run.DailyClock;
import nhldata.run.RunLog;
import nhldata.run.Runs;
import nhldata.schedule.ExpectedGames;
import nhldata.schedule.WeekReader;
import nhldata.schedule.Weeks;
import nhldata.storage.BucketObjects;
import nhldata.storage.CsvObjects;
import nhldata.storage.CsvOrigin;
import nhldata.storage.GameObjects;
import nhldata.store.GameCsvWriter;
import nhldata.time.MonotonicClock;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** The properties and beans that route files may use, by their names in YAML. */
public record RouteBindings(Settings settings, Api api, String source) {

    /**
     * All settings except secrets, and properties derived from them: {@code nhl.source}, {@code nhl.api.endpoint}, {@code nhl.api.rate},
     * {@code nhl.api.rate-limited} (whether there is a limit), {@code nhl.games.endpoint}, {@code nhl.notify.channels}, and
     * {@code nhl.role.….active} (whether this process has the role). A derived property never has the name of a setting: the environment
     * variable of the setting would override it.
     */
    public Properties properties() {
        // SQL and YAML use the values unchecked: report an invalid one here, before a cast fails later
        settings.check();
        Properties properties = settings.all();
        // no route needs secrets, and Camel's console shows all properties
        Settings.SECRETS.forEach(properties::remove);
        properties.setProperty("nhl.schedule.zone", ScheduleSettings.of(settings).zone().getId());
        properties.setProperty("nhl.source", source);
        properties.setProperty("nhl.api.endpoint", api.base().toString());
        int rate = api.requestsPerSecond(ApiSettings.of(settings).requestsPerSecond());
        properties.setProperty("nhl.api.rate", Integer.toString(rate));
        properties.setProperty("nhl.api.rate-limited", Boolean.toString(rate < Api.UNLIMITED));
        // auto is resolved by the service; a one-shot command ends too soon to build marts
        properties.setProperty("nhl.role.marts.active", Boolean.toString(MartsSettings.of(settings).enabled() == Toggle.TRUE && has(Role.MARTS)));
        properties.setProperty("nhl.role.scheduler.active", Boolean.toString(isScheduler()));
        properties.setProperty("nhl.role.load.active", Boolean.toString(LoadSettings.of(settings).isEnabled() && has(Role.LOAD)));
        properties.setProperty("nhl.role.fetch.active", Boolean.toString(has(Role.FETCH)));
        GamesChannel games = ProcessSettings.of(settings).games();
        properties.setProperty("nhl.games.endpoint", games.uri());
        games.component(ScheduleSettings.of(settings).stall()).forEach((option, value) -> properties.setProperty("camel.component.kafka." + option, value));
        if (RouteSettings.of(settings).reload() == Toggle.AUTO) {
            // still auto in a one-shot command, whose user waits for its end: a short poll timeout lets consumers stop quickly. The service uses Camel's default of 1 s.
            properties.setProperty("camel.component.seda.defaultPollTimeout", "50");
        }
        if (isScheduler()) {
            // set only here: Camel starts every component that has a property, even if no route uses it
            properties.setProperty("camel.component.quartz.propertiesRef", "quartzProperties");
        }
        properties.setProperty("nhl.notify.channels", String.join(",", new Channels(settings).names()));
        properties.putAll(HttpClients.properties("requestDeadline"));
        return properties;
    }

    public Map<String, Object> beans(InstanceId owner, DataSource database, S3Client s3) {
        Clock clock = Clock.systemUTC();
        Clock steady = new MonotonicClock();
        ApiSettings http = ApiSettings.of(settings);
        ScheduleSettings schedule = ScheduleSettings.of(settings);
        String bucket = S3Settings.of(settings).bucket();
        RetryAfter retryAfter = new RetryAfter(clock, steady, http.retryAfterCap());
        ApiHealth apiHealth = new ApiHealth(steady, http.giveUp());
        Map<String, Object> beans = new LinkedHashMap<>();
        beans.put("dataSource", database);
        beans.put("s3Client", s3);
        beans.put("owner", owner);
        beans.put("runs", new Runs(clock, Failures::describe));
        beans.put("runLog", new RunLog(clock, Failures::describe));
        beans.put("weeks", new Weeks());
        beans.put("listOfBodies", new GroupedBodyAggregationStrategy());
        beans.put("weekReader", new WeekReader(schedule.gameTypes(), source, http.schedulePath().contains("{end}")));
        beans.put("expectedGames", new ExpectedGames(!http.calendarPath().isEmpty()));
        beans.put("apiPaths", new ApiPaths(http.schedulePath(), http.calendarPath(), http.boxscorePath(), http.rosterPath(), http.playerPath()));
        beans.put("documents", new Documents());
        beans.put("documentDrift", new DocumentDrift());
        beans.put("bios", new Bios(!http.rosterPath().isEmpty(), !http.playerPath().isEmpty()));
        beans.put("gameCsvWriter", new GameCsvWriter());
        CsvObjects csvObjects = new CsvObjects(s3, bucket);
        beans.put("csvObjects", csvObjects);
        CsvOrigin csvOrigin = new CsvOrigin(source);
        beans.put("csvOrigin", csvOrigin);
        beans.put("gameObjects", new GameObjects(csvObjects, csvOrigin));
        beans.put("bucketLeague", new BucketLeague(s3, bucket, source, settings.isGiven("nhl.api.url")));
        beans.put("bucketListing", new BucketListing(csvObjects, bucket));
        beans.put("bucketObjects", new BucketObjects());
        beans.put("loadMutex", new LoadMutex());
        beans.put("storedCsv", new StoredCsv());
        beans.put("csvFiles", new CsvFiles());
        beans.put("requestDeadline", new RequestDeadline(http.totalTimeout()));
        beans.put("responseCheck", new ResponseCheck());
        beans.put("martsBuilder", new MartsBuilder(settings));
        beans.put("retryAfter", retryAfter);
        beans.put("apiHealth", apiHealth);
        beans.put("failedAttempt", new FailedAttempt(apiHealth));
        beans.put("failures", new Failures());
        beans.put("retention", new Retention(settings));
        beans.put("deadLetters", new DeadLetters(clock));
        Channels channels = new Channels(settings);
        beans.put("channels", channels);
        beans.put("mailSession", channels.mailSession());
        beans.put("notifications", new Notifications(NotifySettings.of(settings).name()));
        beans.put("acknowledgement", new Acknowledgement());
        if (ProcessSettings.of(settings).games().isShared()) {
            beans.putAll(KafkaBindings.beans(settings));
        }
        beans.put("quartzProperties", quartzProperties());
        beans.put("dailyClock", new DailyClock(clock, isScheduler(), schedule.cron(), schedule.zone()));
        return beans;
    }

    /** Fewer threads: each of Quartz's default ten wakes up twice a second, for one run a day. */
    private static Properties quartzProperties() {
        Properties quartz = new Properties();
        quartz.setProperty("org.quartz.threadPool.threadCount", "2");
        return quartz;
    }

    private boolean has(Role role) {
        return ProcessSettings.of(settings).roles().contains(role);
    }

    private boolean isScheduler() {
        return ScheduleSettings.of(settings).isEnabled() && has(Role.SCHEDULE);
    }
}
