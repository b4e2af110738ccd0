/**
 * {@code make faults}: every line of the promises "no game lost, none counted twice", tried on real processes.
 *
 * <p>A {@link nhldata.faults.InjectedFault} is one fault: what is hit, the fault in plain words, what the program is doing
 * meanwhile ({@link nhldata.faults.Scenario}), and an injection that sets traps and runs the program. The packaged program runs
 * behind three proxies ({@link nhldata.faults.wire.TcpProxy}), for PostgreSQL, S3 and the API, which understand just enough
 * to see a {@link nhldata.faults.Checkpoint} go by: a statement, a put. There a trap holds the message, before it reaches the
 * server or when the server has done it and the answer is on its way, and does its deed: kills the program, stops
 * PostgreSQL, loses the answer. So nothing in the product knows of the tests. {@link nhldata.faults.OutcomeVerifier} mends what was
 * broken, lets the next runs do their work, and compares with an undisturbed run.
 *
 * <p>To add a fault, add a line to {@code ProcessFaults}, {@code PostgresFaults}, {@code StorageFaults} or
 * {@code ApiFaults}, and try it: {@code make faults FAULT="a part of its words"}. To add a point, add a step with the
 * pattern by which it is recognised; a pattern that never matches is told of as a fault that did not happen.
 * {@code lines.md} lists all that can go wrong, and which fault or which other test shows it.
 */
package nhldata.faults;
