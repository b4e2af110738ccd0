package nhldata.cli;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Option;

/** The date range of a command, both dates inclusive. */
final class Range {

    private static final int ISO_LENGTH = "2024-10-04".length();

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "First date, such as 2024-10-04.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last date, inclusive.")
    private String to;

    /** One date, as the option {@code --date} gives it. */
    static Range of(String date) {
        Range range = new Range();
        range.from = check("date", date).toString();
        range.to = range.from;
        return range;
    }

    String from() {
        return check("from", from).toString();
    }

    String to() {
        LocalDate last = check("to", to);
        if (last.isBefore(check("from", from))) {
            throw new IllegalArgumentException("the last date, " + to + ", is before the first, " + from);
        }
        return last.toString();
    }

    private static LocalDate check(String name, String date) {
        try {
            if (date.length() == ISO_LENGTH) {
                return LocalDate.parse(date);
            }
            // Java accepts years of more than four digits, object keys do not
            throw new DateTimeParseException("not four digits, two and two", date, 0);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("--" + name + " must be a date such as 2024-10-04, not \"" + date + "\"");
        }
    }
}
