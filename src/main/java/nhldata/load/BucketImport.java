package nhldata.load;

import java.util.List;

/**
 * What an import found in the bucket.
 *
 * @param league  real or sample: of the CSVs that were registered
 * @param csvs    number of CSVs in the bucket
 * @param foreign keys of CSVs of the other league, which were not registered
 */
public record BucketImport(String league, int csvs, List<String> foreign) {

    public boolean isOneLeague() {
        return foreign.isEmpty();
    }
}
