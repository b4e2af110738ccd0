package nhldata.config;

/** A value that no log, page or exception may show. */
public record Secret(String value) {

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return "…";
    }
}
