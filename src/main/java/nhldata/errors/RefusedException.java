package nhldata.errors;

import nhldata.boxscore.ApiPaths.ApiPath;

/** The API answers, and refuses to serve us: 403. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(ApiPath path) {
        super("the API refuses to answer: 403 for " + path.path());
    }
}
