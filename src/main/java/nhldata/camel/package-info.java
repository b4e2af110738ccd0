/**
 * Everything that works around Camel 4.18. None of it changes what a route means; each can be deleted by itself.
 *
 * <table>
 * <caption>What each costs to leave out, and when it can go</caption>
 * <tr><th>class</th><th>without it</th><th>delete when</th></tr>
 * <tr><td>{@code PreparedStatements}</td><td>a round trip for each statement, and a plan that pgjdbc forgets: 2.9 s of a season in PostgreSQL</td>
 *     <td>camel-sql asks for the number of parameters once for each endpoint</td></tr>
 * <tr><td>{@code SharedMBeanInfo}</td><td>0.6 s of the start</td><td>Camel shares the description of MBeans of one class</td></tr>
 * <tr><td>{@code DefaultInflightRepository}</td><td>a stop does not wait for messages in routes that an edit has replaced</td>
 *     <td>no exchange lives longer than the replacement of its route</td></tr>
 * </table>
 */
package nhldata.camel;
