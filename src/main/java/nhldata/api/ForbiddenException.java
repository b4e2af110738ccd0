package nhldata.api;

import nhldata.api.ApiPaths.ApiPath;

/** The API, or a proxy on the way to it, answers and refuses to serve us. */
public final class ForbiddenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int PROXY_LOGIN = 407;

    ForbiddenException(int status, ApiPath path) {
        super((status == PROXY_LOGIN ? "the proxy on the way to the API wants a login: " : "the API refuses to answer: ") + status + " for " + path.path());
    }
}
