package nhldata.notify;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.InputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import nhldata.config.NotifySettings.SmtpSecurity;
import nhldata.config.NotifySettings;
import nhldata.config.Settings;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * The configured notification channels. Their URLs may be secrets (anyone who knows a Slack webhook can post to it), so they
 * appear only in the request itself: in no header, variable or exception of a route.
 */
public final class Channels {

    private static final String MILLIS_OF_SMTP = "10000";

    private static final String HTTP = "http://channel?connectTimeout=5000&connectionRequestTimeout=5000&responseTimeout=10000&soTimeout=10000&followRedirects=false&disableStreamCache=true";

    /** A channel rejected a message or was unavailable. The message contains no URL. */
    static final class UnsentException extends IOException {

        UnsentException(String reason) {
            super(reason);
        }
    }

    private final NotifySettings settings;
    /** URL of each configured channel that receives HTTP requests. */
    private final Map<String, String> urls = new LinkedHashMap<>();
    private Producer http;

    public Channels(Settings settings) {
        this.settings = NotifySettings.of(settings);
        urls.put("slack", this.settings.slackUrl().value());
        urls.put("webhook", this.settings.webhookUrl().value());
        urls.put("alive", this.settings.aliveUrl().value());
        urls.values().removeIf(String::isEmpty);
    }

    /** The configured channels including alive. */
    public List<String> names() {
        List<String> names = new ArrayList<>(urls.keySet());
        if (!settings.emailTo().isEmpty()) {
            names.add("email");
        }
        return names;
    }

    /** Sends a test message by a channel, now and without the outbox; why it was not taken, or empty. */
    public Optional<String> test(String channel, CamelContext camel) {
        Map<String, Object> notice = Map.of("topic", "test " + Instant.now(), "channel", channel, "event", "test", "what", "a test message",
                "why", "Somebody typed nhldata notify test. This channel works.", "happenedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        Exchange answer = camel.createProducerTemplate().request("direct:deliver-notification", exchange -> exchange.getMessage().setBody(notice));
        return Optional.ofNullable(answer.getException()).map(this::reason);
    }

    /**
     * Sends the body to a channel, with the Content-Type and the method of the headers.
     *
     * @throws UnsentException if the channel rejects it or is unavailable
     */
    public void send(String channel, Exchange message) throws Exception {
        Producer producer = producer(message.getContext());
        Exchange request = producer.getEndpoint().createExchange();
        request.getMessage().setBody(message.getMessage().getBody());
        for (String header : List.of(Exchange.CONTENT_TYPE, Exchange.HTTP_METHOD)) {
            request.getMessage().setHeader(header, message.getMessage().getHeader(header));
        }
        request.getMessage().setHeader("Authorization", authorization(channel));
        request.getMessage().setHeader(Exchange.HTTP_URI, Optional.ofNullable(urls.get(channel)).orElseThrow(() -> new IllegalArgumentException("no URL for channel " + channel)));
        try {
            producer.process(request);
        } catch (Exception e) {
            request.setException(e);
        }
        if (request.getException() != null) {
            throw new UnsentException(reason(request.getException()));
        }
        // the response is not used, but its connection stays leased until it is closed
        if (request.getMessage().getBody() instanceof InputStream response) {
            response.close();
        }
    }

    /** Created by the component and not by the context, which would share the endpoint with the routes. */
    private synchronized Producer producer(CamelContext camel) throws Exception {
        if (http == null) {
            http = camel.getComponent("http").createEndpoint(HTTP).createProducer();
            camel.addService(http);
        }
        return http;
    }

    /** Null if the channel has no token. */
    private String authorization(String channel) {
        String token = settings.webhookToken().value();
        return channel.equals("webhook") && !token.isEmpty() ? "Bearer " + token : null;
    }

    /** An SMTP session with TLS according to {@code nhl.notify.smtp-security}. A login always requires TLS, unless the setting is {@code none}. */
    public Session mailSession() {
        String user = settings.smtpUser();
        SmtpSecurity security = settings.smtpSecurity();
        // otherwise an attacker who strips the STARTTLS offer would receive the password
        boolean isLogin = security == SmtpSecurity.AUTO && !user.isEmpty();
        Properties mail = new Properties();
        mail.setProperty("mail.transport.protocol", "smtp");
        mail.setProperty("mail.smtp.host", settings.smtpHost());
        mail.setProperty("mail.smtp.port", Integer.toString(settings.smtpPort()));
        mail.setProperty("mail.smtp.connectiontimeout", MILLIS_OF_SMTP);
        mail.setProperty("mail.smtp.timeout", MILLIS_OF_SMTP);
        mail.setProperty("mail.smtp.writetimeout", MILLIS_OF_SMTP);
        mail.setProperty("mail.smtp.starttls.enable", Boolean.toString(security == SmtpSecurity.AUTO || security == SmtpSecurity.STARTTLS));
        mail.setProperty("mail.smtp.starttls.required", Boolean.toString(security == SmtpSecurity.STARTTLS || isLogin));
        mail.setProperty("mail.smtp.ssl.enable", Boolean.toString(security == SmtpSecurity.TLS));
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        if (user.isEmpty()) {
            return Session.getInstance(mail);
        }
        mail.setProperty("mail.smtp.auth", "true");
        mail.setProperty("mail.smtp.user", user);
        return Session.getInstance(mail, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, settings.smtpPassword().value());
            }
        });
    }

    /** Why a message could not be delivered, without any URL or secret. */
    public String reason(Exchange exchange) {
        return reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    public String reason(Throwable failure) {
        if (failure instanceof UnsentException unsent) {
            return unsent.getMessage();
        }
        if (failure instanceof HttpOperationFailedException response) {
            return "status " + response.getStatusCode();
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage().strip());
        for (String url : urls.values()) {
            reason = reason.replace(url, "…");
        }
        reason = without(settings.webhookToken().value(), reason);
        return without(settings.smtpPassword().value(), reason);
    }

    private static String without(String secret, String text) {
        return secret.isEmpty() ? text : text.replace(secret, "…");
    }
}
