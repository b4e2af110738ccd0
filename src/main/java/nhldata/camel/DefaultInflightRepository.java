package nhldata.camel;

/**
 * Counts the messages of a retired route with those of its successor, so that the stop of the program waits for them too. It has
 * the simple name of Camel's own because that is the name of its MBean, by which Hawtio finds the messages in flight.
 */
public final class DefaultInflightRepository extends org.apache.camel.impl.engine.DefaultInflightRepository {

    @Override
    public void removeRoute(String routeId) {
        // the messages in it will be counted out
    }
}
