package nhldata.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import nhldata.api.ApiPaths.ApiPath;
import nhldata.nhl.Documents;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Decides which responses are failures. Camel's own check would put the whole URL into its exception, including
 * a key in the query, and would read the body of an error without a size limit.
 */
public final class ResponseCheck {

    private final Documents documents = new Documents();

    /**
     * The body of a response that is a document (200 to 299) or of a final error status: not found, or refused.
     *
     * @param body stream, bytes or string; it is read within {@link Documents#read}'s bound and closed
     * @throws HttpOperationFailedException for all others: redirects, which are never followed; and 400 or 408, which a
     *         proxy, a firewall or a content delivery network may return temporarily, and which do not concern the document
     */
    public byte[] document(int status, ApiPath path, Object body) throws IOException, HttpOperationFailedException {
        byte[] document = documents.read(body);
        if (status >= 200 && status <= 299 || ApiHealth.isFinal(status)) {
            return document;
        }
        throw new HttpOperationFailedException(path.path(), status, "", null, Map.of(), new String(document, StandardCharsets.UTF_8));
    }
}
