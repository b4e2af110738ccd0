package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code make mutations} in small: each document at hand, mutated some times in each way, the same in each run. */
@Tag("slow")
class MutationsTest {

    private static final int TIMES = 6;

    @Test
    void aMutationOfAnyDocumentIsRightOrRefusedOrNoted() throws Exception {
        List<MutationSubject> subjects = MutationSubject.all();
        Mutations mutations = new Mutations();
        assertEquals(List.of(), mutations.attempt(subjects, TIMES, 20_242_025));
        int all = subjects.size() * TIMES;
        int read = mutations.outcomes().values().stream().mapToInt(outcomes -> outcomes.get(0)).sum();
        assertTrue(read > all / 5 && read < all * 4 / 5, read + " of " + all + " were read");
    }
}
