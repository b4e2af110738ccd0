package nhldata.config;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Duration;

/**
 * Stage 6.
 *
 * @param emailTo addresses with commas between them; empty for no e-mail
 * @param name    what the notifications call this deployment
 * @param remind  zero for never
 */
public record NotifySettings(Secret slackUrl, Secret webhookUrl, Secret webhookToken, Secret aliveUrl, String emailTo, String emailFrom,
        String smtpHost, int smtpPort, String smtpUser, Secret smtpPassword, SmtpSecurity smtpSecurity,
        String name, boolean success, Duration remind, Duration poll, Duration retryDelay, Duration giveUp) {

    /** TLS to the mail server; {@code AUTO} where it is offered, and with a login always. */
    public enum SmtpSecurity { AUTO, STARTTLS, TLS, NONE }

    NotifySettings(SettingReader in) {
        this(in.secretUrl("nhl.notify.slack-url"), in.secretUrl("nhl.notify.webhook-url"), in.secret("nhl.notify.webhook-token"), in.secretUrl("nhl.notify.alive-url"),
                addresses(in, "nhl.notify.email-to"), addresses(in, "nhl.notify.email-from"),
                in.string("nhl.notify.smtp-host"), in.port("nhl.notify.smtp-port"), in.optional("nhl.notify.smtp-user"), in.secret("nhl.notify.smtp-password"),
                in.oneOf("nhl.notify.smtp-security", SmtpSecurity.class),
                in.string("nhl.notify.name"), in.isTrue("nhl.notify.success"), in.duration("nhl.notify.remind-hours", HOURS, 0), in.duration("nhl.notify.poll", MILLIS, 1),
                in.duration("nhl.notify.retry-delay", MILLIS, 0), in.duration("nhl.notify.give-up-hours", HOURS, 0));
    }

    public static NotifySettings of(Settings settings) {
        return SettingReader.read(settings, NotifySettings::new);
    }

    private static String addresses(SettingReader in, String key) {
        return in.matching(key, "e-mail addresses with commas between them, such as ops@example.org", "(\\s*[^\\s@,][^@,]*@[^\\s@,]+\\s*(,|$))*");
    }
}
