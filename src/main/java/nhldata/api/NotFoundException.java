package nhldata.api;

import nhldata.api.ApiPaths.ApiPath;

/** The API is available, but has no such document. */
public final class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient byte[] response;

    NotFoundException(int status, ApiPath path, byte[] response) {
        super("the API has no such document: " + status + " for " + path.path());
        this.response = response;
    }

    public byte[] response() {
        return response;
    }
}
