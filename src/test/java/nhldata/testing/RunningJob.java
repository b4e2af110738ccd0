package nhldata.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import nhldata.app.Application;
import nhldata.jmx.Operations;
import nhldata.monitoring.Monitoring;
import nhldata.web.WebServer;

/** The job as {@code run} has it, with both ports, on any free ones. */
public final class RunningJob implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Monitoring monitoring = new Monitoring();
    private final Application application;
    private final Operations operations;
    private final WebServer web;

    private RunningJob(TestEnvironment world) throws Exception {
        application = Application.start(world.settings(), monitoring.beans(), () -> { });
        operations = Operations.register(world.settings(), application);
        web = WebServer.start(world.settings(), application.camel(), monitoring, operations);
    }

    public static RunningJob start(TestEnvironment world) throws Exception {
        return new RunningJob(world.with("http.port", 0).with("hawtio.port", 0).with("nhl.routes.jmx", true));
    }

    public Application application() {
        return application;
    }

    public WebServer web() {
        return web;
    }

    public Operations operations() {
        return operations;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(page(path)).build(), BodyHandlers.ofString());
    }

    public URI page(String path) {
        return web.statusPage().orElseThrow().resolve(path);
    }

    /** What Jolokia answers a request in JSON. */
    public HttpResponse<String> jolokia(String request, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder post = HttpRequest.newBuilder(web.hawtio().orElseThrow().resolve("/hawtio/jolokia"))
                .POST(HttpRequest.BodyPublishers.ofString(request));
        if (headers.length > 0) {
            post.headers(headers);
        }
        return client.send(post.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() throws Exception {
        web.close();
        operations.close();
        application.close();
        monitoring.close();
    }
}
