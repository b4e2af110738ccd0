/**
 * {@code make explore}, {@code make kills}, {@code make explore-mutants}: histories drawn at random instead of faults from a list.
 *
 * <p>A {@code History} is a list of {@code Deed}s in a {@code League} of a few games; {@code Histories} draws it with jqwik, so that a seed stands for it and
 * one that fails can be cut down. {@code Play} does the deeds with processes of the program ({@code Workers}) on the servers of a {@code Ground}, lets everything
 * become well again, and asks {@code Invariants}, which know the league's documents and nothing of the program. {@code Mutant}s are the program with a fix
 * taken back; the search must find them.
 *
 * <p>To add something that may happen: a constant in {@code Deed}, its weight in {@code Histories}, what it does in {@code Play}. To add something that
 * must hold: a method in {@code Invariants}. A history that failed is cut down and goes into {@code Known}, under a name that says what went wrong.
 *
 * <p>What is scaled: delays and time limits are settings; a lease runs out, and a day goes by, by what the ledger noted being put back. Processes are warm and
 * wait for their command; none does two commands of one history.
 */
package nhldata.faults.explore;
