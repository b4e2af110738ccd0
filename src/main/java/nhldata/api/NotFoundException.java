package nhldata.api;

import nhldata.api.ApiPaths.ApiPath;

/** The API is well and says that it has no such document. */
public final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient byte[] answer;

    NotFoundException(int status, ApiPath path, byte[] answer) {
        super("the API has no such document: " + status + " for " + path.path());
        this.answer = answer;
    }

    public byte[] answer() {
        return answer;
    }
}
