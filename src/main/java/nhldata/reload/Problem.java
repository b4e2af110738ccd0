package nhldata.reload;

/**
 * What is wrong with the routes, for a person to mend.
 *
 * @param file the file's path, as it was given to the program
 * @param line as an editor counts, from 1
 * @param what what is wrong, and what to write instead
 */
public record Problem(String file, int line, String what) {

    /** A message repeats what the file says, which may be long. */
    private static final int CHARACTERS = 1_000;

    public Problem {
        what = what.length() > CHARACTERS ? what.substring(0, CHARACTERS) + "…" : what;
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + what;
    }
}
