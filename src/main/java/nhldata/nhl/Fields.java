package nhldata.nhl;

import java.util.Set;

/** The known fields of an object of a document: those it always has, and those it has sometimes. */
record Fields(Set<String> always, Set<String> sometimes) {

    static Fields always(String... names) {
        return new Fields(Set.of(names), Set.of());
    }

    Fields sometimes(String... names) {
        return new Fields(always, Set.of(names));
    }
}
