/**
 * Workarounds for Camel 4.18. None of them changes the meaning of a route; each can be deleted separately.
 *
 * <table>
 * <caption>What is lost without each class, and when it can be deleted</caption>
 * <tr><th>class</th><th>without it</th><th>delete when</th></tr>
 * <tr><td>{@code PreparedStatements}</td><td>a round trip for each statement, and a prepared statement that pgjdbc discards: 2.9 s of a season in PostgreSQL</td>
 *     <td>camel-sql queries the number of parameters once per endpoint</td></tr>
 * <tr><td>{@code NamedParameters}</td><td>3.5 % of the CPU of a season</td>
 *     <td>all statements get a map as their body, or camel-sql parses a statement once</td></tr>
 * <tr><td>{@code SharedMBeanInfo}</td><td>0.6 s of the start</td><td>Camel shares the description of MBeans of one class</td></tr>
 * <tr><td>{@code DefaultInflightRepository}</td><td>the shutdown does not wait for exchanges in routes that an edit has replaced</td>
 *     <td>no exchange lasts longer than the replacement of its route</td></tr>
 * </table>
 */
package nhldata.camel;
