package io.rdsmaint.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.testkit.lambda.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process ends before and after every request that leaves something behind, on each path of each operation. A process that
 * ends anywhere else ends between two of these, and leaves just what one leaves that ended right after the first of them.
 */
@Tag("campaign")
@ExtendWith(OneCampaign.class)
class SweepTest {
    private static final List<Point> EFFECTS = List.of(Point.CHANGE, Point.SAVE, Point.PUBLISH, Point.EXECUTIONS);

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
        Map<Point, Integer> points = campaign.calm(path).points();
        assertThat(points).containsKeys(Point.CHANGE, Point.SAVE, Point.PUBLISH);
        List<Campaign.Draw> draws = new ArrayList<>();
        for (Point point : EFFECTS) {
            for (FaultKind kind : List.of(FaultKind.KILLED_BEFORE, FaultKind.KILLED_AFTER)) {
                IntStream.rangeClosed(1, points.getOrDefault(point, 0))
                        .mapToObj(n -> new Campaign.Draw(
                                path, Deployment.Store.MEMORY, 1, List.of(new Strike(kind, point, n, 0))))
                        .forEach(draws::add);
            }
        }
        Report report = campaign.run(draws.stream());

        assertThat(report.broken()).isEmpty();
    }
}
