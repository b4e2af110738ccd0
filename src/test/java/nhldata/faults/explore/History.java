package nhldata.faults.explore;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What happens in one small world, in its order.
 *
 * @param gamesOfDates how many games each date has
 * @param preseason    how many of the last ones are of a type that is not wanted
 * @param paced        whether the rate of requests is limited
 * @param rederived    whether everything is derived again at the end, which must change nothing
 * @param daysAfter    how many days go by before the last daily runs: none, or enough for all corrections to be asked for
 */
record History(List<Integer> gamesOfDates, int preseason, boolean paced, boolean rederived, int daysAfter, List<Deed> deeds) {

    @Override
    public String toString() {
        return "games of the dates: " + gamesOfDates + (preseason == 0 ? "" : ", the last " + preseason + " of them pre-season")
                + (paced ? ", with a rate limit" : "") + (rederived ? ", derived again at the end" : "") + ", " + daysAfter + " days go by at the end\n"
                + deeds.stream().map(deed -> "  - " + deed).collect(Collectors.joining("\n"));
    }

    boolean hasService() {
        return deeds.stream().anyMatch(deed -> deed instanceof Deed.Order order && order.command() == Deed.Command.SERVICE);
    }
}
