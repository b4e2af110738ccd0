package nhldata.reload;

/**
 * A problem in a route file that the user must fix.
 *
 * @param file path of the file, relative if the routes folder is
 * @param line line number, from 1
 * @param what the problem, and what to write instead
 */
public record Problem(String file, int line, String what) {

    /** A message may quote a long string of the file. */
    private static final int MAX_CHARACTERS = 1_000;

    public Problem {
        what = what.length() > MAX_CHARACTERS ? what.substring(0, MAX_CHARACTERS) + "…" : what;
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + what;
    }
}
