package nhldata.pgcopy;

/** {@code afterMerge} did not confirm all files: another process has claimed some of them. Nothing was written, and no action is required. */
public class LostClaimException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostClaimException(int files, int confirmed) {
        super("the ledger confirmed " + confirmed + " of " + files + " files, so none was loaded: their claim was lost to another run");
    }
}
