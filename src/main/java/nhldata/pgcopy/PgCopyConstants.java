package nhldata.pgcopy;

import org.apache.camel.spi.Metadata;

/** Headers that a {@code pg-copy} endpoint sets on the message once its transaction is committed. */
public final class PgCopyConstants {

    @Metadata(description = "Rows in the files", javaType = "Long")
    public static final String LINES = "CamelPgCopyLines";

    @Metadata(description = "Rows inserted", javaType = "Long")
    public static final String INSERTED = "CamelPgCopyInserted";

    @Metadata(description = "Rows updated because they differed", javaType = "Long")
    public static final String UPDATED = "CamelPgCopyUpdated";

    @Metadata(description = "Rows deleted because no file contains them any more", javaType = "Long")
    public static final String DELETED = "CamelPgCopyDeleted";

    private PgCopyConstants() {
    }
}
