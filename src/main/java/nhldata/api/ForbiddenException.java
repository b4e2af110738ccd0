package nhldata.api;

import nhldata.api.ApiPaths.ApiPath;

/** The API, or the outbound proxy, refuses the request. */
public final class ForbiddenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int PROXY_LOGIN = 407;

    ForbiddenException(int status, ApiPath path) {
        super((status == PROXY_LOGIN ? "the outbound proxy requires authentication: " : "the API refuses the request: ") + status + " for " + path.path());
    }
}
