package nhldata.storage;

/** An object in the bucket that is not the one the ledger knows: changed by hand, or damaged. */
public class ChangedObjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChangedObjectException(String key) {
        super(key + " is not what was stored: its hash differs from the ledger's");
    }

    ChangedObjectException(String key, int most) {
        super(key + " is not of this program: it is larger than " + (most >> 10) + " kB. Delete or replace it");
    }
}
