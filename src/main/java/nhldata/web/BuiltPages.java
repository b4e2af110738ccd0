package nhldata.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Pages that a command builds as files: the dbt docs and the season report. */
final class BuiltPages {

    /** The pages contain their scripts and data inline and load nothing from other origins. */
    private static final Map<String, String> POLICY = Map.of("Content-Security-Policy",
            "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; frame-ancestors 'none'");

    private record Page(String path, String title, Path file, String command) {
    }

    private final List<Page> pages;

    BuiltPages(Path project) {
        this.pages = List.of(
                new Page("/docs", "dbt docs", project.resolve("dbt/target/docs/static_index.html"), "make docs"),
                new Page("/report", "Report", project.resolve("target/report.html"), "make report"));
    }

    void on(HttpPort port) {
        pages.forEach(page -> port.serve(page.path(), (path, query) -> respond(page, path)));
    }

    /** Title, path, whether the page exists, and the command that builds it. */
    List<Map<String, Object>> links() {
        return pages.stream().map(p -> Map.<String, Object>of("title", p.title(), "path", p.path(), "exists", Files.isRegularFile(p.file()),
                "command", p.command())).toList();
    }

    private static HttpResponse respond(Page page, String path) throws IOException {
        if (!path.equals(page.path())) {
            return HttpResponse.notFound("not found; see " + page.path());
        }
        return Files.isRegularFile(page.file()) ? new HttpResponse(200, HttpResponse.HTML, Files.readAllBytes(page.file()), POLICY)
                : HttpResponse.notFound("not built yet. Run: " + page.command());
    }
}
