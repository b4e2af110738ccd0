/**
 * The NHL's documents: every generation of schedule, box score, roster and player in, one model out, and the 70 columns of
 * the CSV contract from that model. A box score is recognised by its shape, never by its date.
 *
 * <p>What a document does not say is null, never zero. What is missing but needed is refused with a
 * {@link nhldata.nhl.DocumentException} that names the path; what is merely new or odd is reported as
 * {@link nhldata.nhl.Drift}. Nothing here does input or output, and every public type is safe for use by many threads.
 */
package nhldata.nhl;
