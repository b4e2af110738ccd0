/**
 * The NHL's documents: reads every format of schedule, box score, roster and player into one model, and maps that model to the 70
 * columns of the CSV contract. The format of a box score is recognised by its fields, never by its date.
 *
 * <p>An unknown value is null, never zero. A missing required value causes a
 * {@link nhldata.nhl.DocumentException} that names the path; a new or unusual value is reported as
 * {@link nhldata.nhl.Drift}. Nothing here does input or output, and every public type is thread safe.
 */
package nhldata.nhl;
