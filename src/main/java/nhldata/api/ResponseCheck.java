package nhldata.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import nhldata.api.ApiPaths.ApiPath;
import nhldata.nhl.Documents;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Tells answers of an API that is well from failures. Camel's own check would put the whole URL into its exception, and
 * with it a key that somebody has in the query, and read the body of an error without a bound.
 */
public final class ResponseCheck {

    private final Documents documents = new Documents();

    /**
     * The body of a response that is a document (200 to 299) or a verdict on the request: there is no such document, or access is denied.
     *
     * @param body stream, bytes or string; it is read within {@link Documents#read}'s bound and closed
     * @throws HttpOperationFailedException for all others: a redirect, too, which is never followed; and a 400 or 408, which a
     *         proxy, a firewall or a content delivery network answers in passing, and which says nothing of the document
     */
    public byte[] document(int status, ApiPath path, Object body) throws IOException, HttpOperationFailedException {
        byte[] document = documents.read(body);
        if (status >= 200 && status <= 299 || ApiHealth.isVerdict(status)) {
            return document;
        }
        throw new HttpOperationFailedException(path.path(), status, "", null, Map.of(), new String(document, StandardCharsets.UTF_8));
    }
}
