package nhldata.pgcopy;

import org.apache.camel.spi.Metadata;

/** Headers that a {@code pg-copy} endpoint sets on the message once its transaction is committed. */
public final class PgCopyConstants {

    @Metadata(description = "Lines in the files", javaType = "Long")
    public static final String LINES = "CamelPgCopyLines";

    @Metadata(description = "Lines inserted", javaType = "Long")
    public static final String INSERTED = "CamelPgCopyInserted";

    @Metadata(description = "Lines updated because they differed", javaType = "Long")
    public static final String UPDATED = "CamelPgCopyUpdated";

    @Metadata(description = "Lines deleted because their file has them no more", javaType = "Long")
    public static final String DELETED = "CamelPgCopyDeleted";

    private PgCopyConstants() {
    }
}
