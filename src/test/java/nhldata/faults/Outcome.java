package nhldata.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a disturbance.
 *
 * @param ended how the disturbed run ended
 * @param difference what was not as without the disturbance after the last of the runs that followed
 * @param runs how many runs it took after the disturbed one; 0 when it needed none
 * @param flaws a run that got stuck, or why the disturbance proves nothing
 */
record Outcome(InjectedFault disturbance, String ended, Difference difference, int runs, double seconds, List<String> flaws) {

    boolean isGood() {
        return difference.isNone() && flaws.isEmpty();
    }

    /** What a person should look into; empty when all is well. */
    List<String> complaints() {
        return Stream.concat(flaws.stream(), difference.other().stream()).toList();
    }
}
