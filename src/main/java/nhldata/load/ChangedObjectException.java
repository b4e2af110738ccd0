package nhldata.load;

/** An object in the bucket that is not the one the ledger knows: changed by hand, or damaged. */
public class ChangedObjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ChangedObjectException(String key) {
        super(key + " is not what was stored: its hash differs from the ledger's");
    }
}
