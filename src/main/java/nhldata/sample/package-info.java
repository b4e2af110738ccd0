/**
 * The sample league: what the NHL's API would say of a league with the real teams' names and <strong>invented
 * players</strong>. Nothing is stored; everything follows from ids and dates.
 *
 * <p>How a document comes about: {@link nhldata.sample.SampleLeague} (HTTP) asks {@code Answers} (paths), which asks
 * {@code League}; that keeps the {@code SeasonCalendar} of a few seasons: {@code Preseason}, {@code RegularSeason} and
 * {@code Playoffs} give the games, {@code Score} their results, {@code Careers} the players, {@code Trade} and
 * {@code Rosters} whom they play for. {@code BoxScore} plays a game out so that it ends with its score, and the classes named
 * {@code …Document} write it in the API's form.
 */
package nhldata.sample;
