package nhldata.testing;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that ask the sample league: each has a new and empty world, and an API without the faults, edits and requests of the test before. */
@ExtendWith(Stack.class)
public abstract class WithSampleLeague {

    /** One for all classes of a JVM, which ends with it. */
    protected static final FakeApi api = FakeApi.ofSampleLeague();

    protected TestEnvironment world;

    @BeforeAll
    static void resetTheApi() {
        api.reset();
    }

    @BeforeEach
    void newWorld(TestEnvironment empty) {
        api.reset();
        world = empty.asking(api);
    }
}
