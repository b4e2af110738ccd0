package nhldata.notify;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.InputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
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

    private final Settings settings;
    private Producer http;

    public Channels(Settings settings) {
        this.settings = settings;
        for (String key : List.of("nhl.notify.slack-url", "nhl.notify.webhook-url", "nhl.notify.alive-url")) {
            requireUrl(key);
        }
    }

    /** The configured channels including alive, comma-separated. */
    public String names() {
        List<String> names = new ArrayList<>();
        for (String channel : List.of("slack", "webhook", "alive")) {
            if (!url(channel).isEmpty()) {
                names.add(channel);
            }
        }
        if (!settings.get("nhl.notify.email-to").isEmpty()) {
            names.add("email");
        }
        return String.join(",", names);
    }

    private String url(String channel) {
        return settings.get("nhl.notify." + channel + "-url");
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
        request.getMessage().setHeader(Exchange.HTTP_URI, url(channel));
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
        String token = settings.get("nhl.notify.webhook-token");
        return channel.equals("webhook") && !token.isEmpty() ? "Bearer " + token : null;
    }

    /** An SMTP session with TLS according to {@code nhl.notify.smtp-security}. A login always requires TLS, unless the setting is {@code none}. */
    public Session mailSession() {
        String user = settings.get("nhl.notify.smtp-user");
        String security = settings.get("nhl.notify.smtp-security");
        if (!List.of("auto", "starttls", "tls", "none").contains(security)) {
            throw new IllegalArgumentException("nhl.notify.smtp-security must be auto, starttls, tls or none, not \"" + security + "\"");
        }
        // otherwise an attacker who strips the STARTTLS offer would receive the password
        boolean isLogin = security.equals("auto") && !user.isEmpty();
        Properties mail = new Properties();
        mail.setProperty("mail.transport.protocol", "smtp");
        mail.setProperty("mail.smtp.host", settings.get("nhl.notify.smtp-host"));
        mail.setProperty("mail.smtp.port", Integer.toString(settings.number("nhl.notify.smtp-port")));
        mail.setProperty("mail.smtp.connectiontimeout", MILLIS_OF_SMTP);
        mail.setProperty("mail.smtp.timeout", MILLIS_OF_SMTP);
        mail.setProperty("mail.smtp.writetimeout", MILLIS_OF_SMTP);
        mail.setProperty("mail.smtp.starttls.enable", Boolean.toString(security.equals("auto") || security.equals("starttls")));
        mail.setProperty("mail.smtp.starttls.required", Boolean.toString(security.equals("starttls") || isLogin));
        mail.setProperty("mail.smtp.ssl.enable", Boolean.toString(security.equals("tls")));
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        if (user.isEmpty()) {
            return Session.getInstance(mail);
        }
        mail.setProperty("mail.smtp.auth", "true");
        mail.setProperty("mail.smtp.user", user);
        return Session.getInstance(mail, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, settings.get("nhl.notify.smtp-password"));
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
        for (String channel : List.of("slack", "webhook", "alive")) {
            reason = without(url(channel), reason);
        }
        reason = without(settings.get("nhl.notify.webhook-token"), reason);
        return without(settings.get("nhl.notify.smtp-password"), reason);
    }

    private static String without(String secret, String text) {
        return secret.isEmpty() ? text : text.replace(secret, "…");
    }

    private void requireUrl(String key) {
        String url = settings.get(key);
        if (url.isEmpty()) {
            return;
        }
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getScheme().matches("https?")) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // reported below without the message of this exception, which contains the URL
        }
        throw new IllegalArgumentException(key + " must be a URL that starts with https:// (its value is not shown because it may be a secret)");
    }
}
