/**
 * Workarounds for Camel 4.18. None of them changes the meaning of a route; each can be deleted separately.
 *
 * <table>
 * <caption>What is lost without each class, and when it can be deleted</caption>
 * <tr><th>class</th><th>without it</th><th>delete when</th></tr>
 * <tr><td>{@code PreparedStatements}</td><td>a round trip for each statement, and a prepared statement that pgjdbc discards: 2.9 s of a season in PostgreSQL</td>
 *     <td>camel-sql queries the number of parameters once per endpoint, or pgjdbc caches the result (issue 621 of pgjdbc)</td></tr>
 * <tr><td>{@code SharedMBeanInfo}</td><td>0.6 s of the start</td><td>Camel shares the description of MBeans of one class</td></tr>
 * <tr><td>{@code DefaultInflightRepository}</td><td>the shutdown does not wait for exchanges in routes that an edit has replaced</td>
 *     <td>no exchange lasts longer than the replacement of its route</td></tr>
 * <tr><td>{@code ShortExchanges}</td><td>a command that ends just after its run waits a second more</td>
 *     <td>{@code DefaultShutdownStrategy} polls more often than once a second</td></tr>
 * </table>
 *
 * <p>Issues are not filed with Camel unless one is named. What exists for Camel's sake and needs the package in which it lies:
 * {@code reload.LiveRoutes}, {@code LiveRoute} and {@code StoppedRoutes} (Camel replaces a route only after its last exchange, and its
 * shutdown strategy forbids redelivery in the whole context; until Camel can drain one route), {@code monitoring.LogContext} (Camel's MDC
 * knows neither variables nor the body), {@code queue.RetryingCommitConsumer} and {@code KafkaBindings} (a commit that fails while
 * partitions are reassigned), {@code storage.CsvObjects} (aws2-s3 has no {@code If-Match} on a put).
 */
package nhldata.camel;
