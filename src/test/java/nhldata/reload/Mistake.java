package nhldata.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nhldata.testing.RoutesFolder;

/** The ways in which a route file gets broken, each in a sound folder, with what the person must be told. */
enum Mistake {
    NO_YAML("3-store", "this is not valid YAML", "ref: gameObjects", "ref: \"gameObjects"),
    WRONG_INDENTATION("3-store", "this is not valid YAML", "      steps:", "     steps:"),
    UNKNOWN_STEP("3-store", "there is no step setBdy; write setBody", "- setBody:", "- setBdy:"),
    UNKNOWN_FIELD("3-store", "there is no field variableSnd here; write variableSend", "variableSend: raw", "variableSnd: raw"),
    UNKNOWN_LANGUAGE("3-store", "there is no expression language groovy", "{method: {ref: gameObjects, method: \"stored(${variable:game}, ${body})\"}}", "{groovy: {expression: a}}"),
    WRONG_EXPRESSION("3-store", "Unexpected token = in: ${body[answer]} === 'changed'", "[answer]} == 'changed'", "[answer]} === 'changed'"),
    UNKNOWN_FUNCTION("3-store", "a route may not use function ${hedaer.CamelRedelivered}", "${header.CamelRedelivered}", "${hedaer.CamelRedelivered}"),
    UNKNOWN_COMPONENT("0-recovery", "a route may not use component timr; write timer", "timer:run-heartbeat", "timr:run-heartbeat"),
    FORBIDDEN_COMPONENT("0-recovery", "a route may not use component exec", "timer:run-heartbeat", "exec:run-heartbeat"),
    FORBIDDEN_CLASS("error-policies", "there is no bean type:java.lang.Runtime", "bean:apiHealth?", "bean:type:java.lang.Runtime?"),
    UNKNOWN_OPTION("3-store", "component sql has no option outputTyp; write outputType", "{outputType: SelectOne}", "{outputTyp: SelectOne}"),
    OPTION_OF_THE_WRONG_TYPE("0-recovery", "soon", "period: \"{{nhl.schedule.heartbeat}}\"", "period: soon"),
    DUPLICATE_ID("3-store", "id complete-run is used twice", "id: store\n", "id: complete-run\n"),
    LINK_TO_NOWHERE("1-schedule", "no route begins with direct:fech-schedule; write direct:fetch-schedule", "uri: \"direct:fetch-schedule\"", "uri: \"direct:fech-schedule\""),
    POLICY_THAT_LINKS_TO_NOWHERE("error-policies", "no route begins with direct:dead-leter; write direct:dead-letter", "direct:dead-letter", "direct:dead-leter"),
    MISSING_BEAN("3-store", "there is no bean csvObjets; write csvObjects", "ref: csvObjects", "ref: csvObjets"),
    MISSING_METHOD("3-store", "bean gameObjects has no method stord; write stored", "method: \"stored(", "method: \"stord("),
    MISSING_SETTING("4-load", "there is no setting s3.buckt; write s3.bucket", "{{s3.bucket}}", "{{s3.buckt}}"),
    MISSING_POLICY("3-store", "there is no routeConfiguration storage-error; write storage-errors", "storage-errors", "storage-error"),
    MISSING_SQL("3-store", "the application has no file sql/store/mark-stord.sql", "sql/store/mark-stored.sql", "sql/store/mark-stord.sql"),
    MISSING_CLASS("error-policies", "there is no class nhldata.api.NotFondException", "nhldata.api.NotFoundException", "nhldata.api.NotFondException"),
    WRONG_NUMBER("error-policies", "five", "maximumRedeliveries: 5", "maximumRedeliveries: five"),
    NO_CRON("0-trigger", "is not a Quartz cron expression", "cron: \"{{nhl.schedule.cron}}\"", "cron: every day"),
    A_BEAN_OF_ITS_OWN("3-store", "beans is not allowed here", "- route:", "- beans: [{name: a, type: java.lang.Object}]\n- route:"),
    HALF_A_FILE("3-store", "the last line does not end", null, null) {
        @Override
        void make(RoutesFolder routes) throws IOException {
            routes.write(file(), routes.text(file()).substring(0, 1500));
        }
    },
    EMPTY_FILE("3-store", "the file is empty", null, null) {
        @Override
        void make(RoutesFolder routes) throws IOException {
            routes.write(file(), "");
        }
    },
    BINARY_GARBAGE("3-store", "this is not valid UTF-8", null, null) {
        @Override
        void make(RoutesFolder routes) throws IOException {
            Files.write(routes.file(file()), new byte[] {(byte) 0xfe, 0, 1, 2, (byte) 0xff, '\n'});
        }
    },
    DELETED_FILE("3-store", "no route begins with direct:store", null, null) {
        @Override
        void make(RoutesFolder routes) throws IOException {
            Files.delete(routes.file(file()));
        }
    };

    private final String file;
    private final String words;
    private final String from;
    private final String to;

    Mistake(String file, String words, String from, String to) {
        this.file = file;
        this.words = words;
        this.from = from;
        this.to = to;
    }

    String file() {
        return file;
    }

    String words() {
        return words;
    }

    void make(RoutesFolder routes) throws IOException {
        routes.edit(file, from, to);
    }

    /** The first line that differs from the sound file; of a file that is no more, nothing. */
    int line(RoutesFolder routes) {
        if (from == null) {
            return 0;
        }
        try {
            Path sound = Path.of("routes").resolve(file + ".camel.yaml");
            java.util.List<String> before = Files.readAllLines(sound);
            java.util.List<String> after = Files.readAllLines(routes.file(file));
            int line = 0;
            while (before.get(line).equals(after.get(line))) {
                line++;
            }
            return line + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
