package nhldata.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import nhldata.api.ApiPaths.ApiPath;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Decides which responses are failures. Camel's own check would put the whole URL into its exception, including
 * a key in the query, and would read the body of an error without a size limit.
 */
public final class ResponseCheck {

    /**
     * Accepts a document (200 to 299) and final error statuses: not found, or refused.
     *
     * @throws HttpOperationFailedException for all others: redirects, which are never followed; and 400 or 408, which a
     *         proxy, a firewall or a content delivery network may return temporarily, and which do not concern the document
     */
    public void check(int status, ApiPath path, byte[] document) throws HttpOperationFailedException {
        if (status >= 200 && status <= 299 || ApiHealth.isFinal(status)) {
            return;
        }
        throw new HttpOperationFailedException(path.path(), status, "", null, Map.of(), new String(document, StandardCharsets.UTF_8));
    }
}
