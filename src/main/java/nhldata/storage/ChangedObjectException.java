package nhldata.storage;

/** An object in the bucket differs from the one recorded in the ledger: it was changed manually, or is damaged. */
public class ChangedObjectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ChangedObjectException(String key) {
        super(key + " has changed since it was stored: its hash differs from the ledger's");
    }

    ChangedObjectException(String key, int max) {
        super(key + " was not written by this application: it is larger than " + (max >> 10) + " kB. Delete or replace it");
    }
}
