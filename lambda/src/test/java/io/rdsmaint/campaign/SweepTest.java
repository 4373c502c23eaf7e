package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.campaign.Strikes.Passed;
import io.rdsmaint.testkit.lambda.Deployment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final Set<Point> EFFECTS = EnumSet.of(Point.CHANGE, Point.SAVE, Point.PUBLISH, Point.EXECUTIONS);
    private static final Pattern VERSION = Pattern.compile("as version \\d+");

    private final Campaign campaign;

    SweepTest(Campaign campaign) {
        this.campaign = campaign;
    }

    static List<Subject> paths() {
        return Subject.all();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void killedAnywhereAPathComesToItsRightEnd(Subject path) {
        List<Passed> effects = effects(path);
        assertThat(effects).extracting(Passed::point).contains(Point.CHANGE, Point.SAVE, Point.PUBLISH);
        Stream<Campaign.Draw> draws = IntStream.range(sweptElsewhere(path), effects.size())
                .filter(i -> differs(effects, i, i - 1) || differs(effects, i, i + 1))
                .mapToObj(effects::get)
                .map(effect -> new Strike(FaultKind.KILLED_AFTER, effect.point(), effect.ordinal(), 0))
                .map(strike -> new Campaign.Draw(path, Deployment.Store.MEMORY, 1, List.of(strike)));

        Report report = campaign.run(draws);

        assertThat(report.broken()).isEmpty();
    }

    private List<Passed> effects(Subject path) {
        return campaign.calm(path).course().stream()
                .filter(passed -> EFFECTS.contains(passed.point()))
                .toList();
    }

    /** The length of the longest beginning that a path through questions shares with an earlier one. */
    private int sweptElsewhere(Subject path) {
        if (Subject.happy().stream().anyMatch(s -> s.name().equals(path.name()))) {
            return 0;
        }
        List<Passed> effects = effects(path);
        return Subject.questioned().stream()
                .takeWhile(earlier -> !earlier.name().equals(path.name()))
                .mapToInt(earlier -> common(effects, effects(earlier)))
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

    /** Only polls leave the same behind as what was before or comes next; what is published or changed is never the same. */
    private static boolean differs(List<Passed> effects, int at, int other) {
        return other < 0
                || other == effects.size()
                || effects.get(at).point() != Point.SAVE
                || !left(effects.get(at)).equals(left(effects.get(other)));
    }

    private static String left(Passed effect) {
        return effect.point() + " " + VERSION.matcher(effect.what()).replaceAll("");
    }
}
