package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.campaign.Campaign.Draw;
import io.rdsmaint.campaign.Strikes.Passed;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process ends after every request that leaves something behind, on each path of each operation. One that ends anywhere else,
 * also right before such a request, leaves just what one leaves that ended right after the last of them. Of many polls in a row
 * that leave the same behind it ends after the first and the last; what paths through questions have in common, up to where they
 * are answered differently, is swept in the first of them.
 */
@Tag("campaign")
@ExtendWith(OneCampaign.class)
class SweepTest {
    /** Parts of the sweep of paths that take long of which a build does one. */
    private static final int SHARES = 4;

    /** The same of restores, of which each run starts a server. */
    private static final int SHARES_OF_RESTORES = 80;

    private final Campaign campaign;

    SweepTest(Campaign campaign) {
        this.campaign = campaign;
    }

    /** Of paths in databases those whose requests come in an order of their own. */
    static List<Subject> paths() {
        return Stream.concat(Subject.all().stream(), swept().stream()).toList();
    }

    private static List<Subject> swept() {
        return Stream.of(Subject.inDatabases(), Subject.recoveries(), Subject.restores())
                .flatMap(List::stream)
                .filter(path -> !path.name().contains("in lanes"))
                .toList();
    }

    /** Into how many parts a path's sweep is divided. */
    private static int shares(Subject path) {
        if (Boolean.getBoolean("sweep.all")) {
            return 1;
        }
        Predicate<Subject> same = each -> each.name().equals(path.name());
        return Subject.restores().stream().anyMatch(same)
                ? SHARES_OF_RESTORES
                : swept().stream().anyMatch(same) ? SHARES : 1;
    }

    @ParameterizedTest
    @MethodSource("paths")
    void killedAnywhereAPathComesToItsRightEnd(Subject path) {
        assertThat(campaign.effects(path)).extracting(Passed::point).contains(Point.SAVE, Point.PUBLISH);
        assertThat(campaign.effects(path).stream().anyMatch(passed -> passed.point() == Point.CHANGE))
                .as("changes, unless a person declines before the first one")
                .isNotEqualTo(path.name().equals("a termination: rollback"));

        Report report = campaign.run(share(path, campaign.sweep(path, sweptElsewhere(path))));

        assertThat(report.broken()).isEmpty();
    }

    /**
     * Runs in databases take ten times as long as those without, and those of recoveries three times: of those, each commit has a share
     * of its own, and all are swept before a release ({@code -Dsweep.all=true}).
     */
    private static Stream<Draw> share(Subject path, Stream<Draw> draws) {
        int shares = shares(path);
        long turn = Seeds.ofThisCommit().first() % shares;
        AtomicLong n = new AtomicLong();
        return draws.filter(_ -> n.getAndIncrement() % shares == turn);
    }

    /** The length of the longest beginning that a path through questions shares with an earlier one. */
    private int sweptElsewhere(Subject path) {
        if (Subject.happy().stream().anyMatch(s -> s.name().equals(path.name()))) {
            return 0;
        }
        List<Passed> effects = campaign.effects(path);
        return Stream.concat(Subject.questioned().stream(), swept().stream())
                .filter(earlier -> earlier.type().equals(path.type()))
                .takeWhile(earlier -> !earlier.name().equals(path.name()))
                .mapToInt(earlier -> common(effects, campaign.effects(earlier)))
                .max()
                .orElse(0);
    }

    private static int common(List<Passed> one, List<Passed> other) {
        int most = Math.min(one.size(), other.size());
        return IntStream.range(0, most)
                .filter(i -> !one.get(i).equals(other.get(i)))
                .findFirst()
                .orElse(most);
    }
}
