package io.rdsmaint.aurora.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.engine.Finding;
import io.rdsmaint.simulator.faults.Fault;
import io.rdsmaint.testkit.aurora.PreflightCase;
import org.junit.jupiter.api.Test;

class ReaderChecksTest {
    @Test
    void h31FewerReadersThanAskedForIsRefused() {
        Finding finding = PreflightCase.multi().minReaders(2).refused("min-readers");

        assertThat(finding.observed())
                .contains("2 readers serve now; 1 would while one is changed, and" + " min_readers is 2");
        assertThat(finding.wayOut()).contains("temporary_instance to \"always\"");
    }

    @Test
    void h31ATemporaryInstanceCountsAsAReader() {
        assertThat(PreflightCase.two().findings("min-readers")).hasSize(1);
        assertThat(PreflightCase.two().temporary("demo-two-maint", "us-east-1a").findings("min-readers"))
                .isEmpty();
    }

    @Test
    void h31AReaderThatDoesNotServeDoesNotCount() {
        PreflightCase trial = PreflightCase.multi()
                .without("demo-multi-3")
                .when(s -> s.inject(Fault.showsStatus("demo-multi-3", "modifying")));

        assertThat(trial.findings("min-readers").getFirst().observed()).contains("1 readers serve now; 0 would");
    }

    @Test
    void h31ReadersThatCannotTakeOverTheLoadAreAskedAbout() {
        Finding finding = PreflightCase.multi().cluster(c -> c.reads(2.0, 100)).asked("reader-capacity");

        assertThat(finding.observed())
                .contains("2 readers use 50 % CPU on average", "would need 100 %", "limit is 70 %");
        assertThat(finding.wayOut()).contains("temporary_instance to \"always\"");
    }

    @Test
    void h31AnOnlyReadersLoadFallsToTheWriter() {
        PreflightCase trial =
                PreflightCase.two().minReaders(0).cluster(c -> c.reads(0.8, 100).writes(1.0, 100));

        assertThat(trial.asked("reader-capacity").observed()).contains("the writer", "would need 90 %");
    }

    @Test
    void h31ASpareReaderTakesTheLoad() {
        assertThat(PreflightCase.multi()
                        .cluster(c -> c.reads(2.0, 100))
                        .temporary("demo-multi-maint", "us-east-1a")
                        .findings("reader-capacity"))
                .isEmpty();
    }

    @Test
    void h31TheLastReaderBehindAReadOnlyProxyEndpointIsAskedAbout() {
        PreflightCase trial = PreflightCase.two().minReaders(0).cluster(c -> c.proxy("app", true));

        Finding finding = trial.asked("proxy-read-only-endpoint");

        assertThat(finding.observed()).contains("proxy app", "never falls back", "0 readers");
        assertThat(trial.temporary("demo-two-maint", "us-east-1a").findings("proxy-read-only-endpoint"))
                .isEmpty();
    }
}
