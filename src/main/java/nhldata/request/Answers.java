package nhldata.request;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import nhldata.boxscore.ApiPaths.ApiPath;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Tells answers of an API that is well from failures. Camel's own check would put the whole URL into its exception, and
 * with it a key that somebody has in the query, and read the body of an error without a bound.
 */
public final class Answers {

    /**
     * A document that is not there, and other answers from 400 to 428, say nothing of the API's health.
     *
     * @throws HttpOperationFailedException for all but these and 200 to 299: a redirect, too; it is never followed
     */
    public void check(int status, ApiPath path, byte[] document) throws HttpOperationFailedException {
        if (status >= 200 && status <= 299 || status >= 400 && status <= 428) {
            return;
        }
        throw new HttpOperationFailedException(path.path(), status, "", null, Map.of(), new String(document, StandardCharsets.UTF_8));
    }
}
