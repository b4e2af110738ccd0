/**
 * The sample league: what the NHL's API would answer for a league with the real teams' names and <strong>invented
 * players</strong>. Nothing is stored; every document is computed from ids and dates.
 *
 * <p>{@link nhldata.sample.SampleLeague} (HTTP) asks {@code Endpoints} (paths), which asks {@code League}. That keeps the
 * {@code SeasonCalendar} of a few seasons: games of {@code RegularSeason} and {@code Playoffs} with their {@code Score}, and the
 * {@code Rosters} of {@code Player}s. A {@code BoxScore} is computed so that it ends with the game's score; the classes named
 * {@code …Document} write all that in the API's form.
 */
package nhldata.sample;
