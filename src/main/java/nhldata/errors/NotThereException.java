package nhldata.errors;

import nhldata.boxscore.ApiPaths.ApiPath;

/** The API is well and says that it has no such document. */
public final class NotThereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient byte[] answer;

    NotThereException(int status, ApiPath path, byte[] answer) {
        super("the API has no such document: " + status + " for " + path.path());
        this.answer = answer;
    }

    byte[] answer() {
        return answer;
    }
}
