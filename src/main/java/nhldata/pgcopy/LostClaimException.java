package nhldata.pgcopy;

/** The ledger did not agree to a load: somebody else owns it by now. Nothing was written, and nothing needs doing. */
public class LostClaimException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostClaimException(int files, int agreed) {
        super("the ledger agreed to " + agreed + " of " + files + " files, so none was loaded: their claim was lost to another run");
    }
}
