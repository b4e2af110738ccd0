package nhldata.monitoring;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code %about}: appends the run id and the game id to a log line, unless the message contains them. */
public final class AboutConverter extends ClassicConverter {

    @Override
    public String convert(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        List<String> about = Stream.of(LogContext.RUN, LogContext.GAME).map(event.getMDCPropertyMap()::get)
                .filter(id -> id != null && !message.contains(id)).toList();
        return about.isEmpty() ? "" : about.stream().collect(Collectors.joining(" ", " [", "]"));
    }
}
