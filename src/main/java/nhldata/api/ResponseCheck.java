package nhldata.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import nhldata.api.ApiPaths.ApiPath;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Tells answers of an API that is well from failures. Camel's own check would put the whole URL into its exception, and
 * with it a key that somebody has in the query, and read the body of an error without a bound.
 */
public final class ResponseCheck {

    /**
     * An answer is a document (200 to 299) or a verdict on the request: there is no such document, or we are refused.
     *
     * @throws HttpOperationFailedException for all others: a redirect, too, which is never followed; and a 400 or 408, which a
     *         proxy, a firewall or a content delivery network answers in passing, and which says nothing of the document
     */
    public void check(int status, ApiPath path, byte[] document) throws HttpOperationFailedException {
        if (status >= 200 && status <= 299 || ApiHealth.isVerdict(status)) {
            return;
        }
        throw new HttpOperationFailedException(path.path(), status, "", null, Map.of(), new String(document, StandardCharsets.UTF_8));
    }
}
