package nhldata.camel;

/**
 * Counts the exchanges of a replaced route together with those of its successor, so that the shutdown waits for them too. It has
 * the simple name of Camel's own class because that is the name of its MBean, by which Hawtio finds the exchanges in flight.
 */
public final class DefaultInflightRepository extends org.apache.camel.impl.engine.DefaultInflightRepository {

    @Override
    public void removeRoute(String routeId) {
        // the counter must remain for the exchanges that are still in the route
    }
}
