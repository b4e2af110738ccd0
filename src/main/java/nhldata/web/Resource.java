package nhldata.web;

import java.util.Map;

/** A resource of an {@link HttpPort}. */
@FunctionalInterface
interface Resource {

    /**
     * @param path  of the request, decoded
     * @param query its parameters; the last one of a repeated name
     */
    HttpResponse get(String path, Map<String, String> query) throws Exception;
}
