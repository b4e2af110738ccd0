package nhldata.web;

import java.util.Map;

/** Something to GET. */
@FunctionalInterface
interface Resource {

    /**
     * @param path  of the request, decoded
     * @param query its parameters; of a name that is given twice, the last
     */
    HttpResponse get(String path, Map<String, String> query) throws Exception;
}
