package io.rdsmaint.aurora.instance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.aurora.instance.RestartEvidence.Proof;
import io.rdsmaint.kit.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a reboot's step remembers from look to look, and when it forgets it. */
class RebootMemoTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    private final ObjectNode stored = Json.object();
    private final RebootMemo memo = new RebootMemo(stored);

    @Test
    void anEmptyMemoKnowsNothing() {
        assertThat(memo.usableAt()).isEmpty();
        assertThat(memo.outSince()).isEmpty();
        assertThat(memo.call()).isEmpty();
        assertThat(memo.disproved()).isEmpty();
        assertThat(memo.proof()).isEmpty();
    }

    @Test
    void untilItGoesOutOfServiceTheLastSightingCounts() {
        memo.saw(true, NOW, false);
        memo.saw(false, NOW.plusSeconds(5), false);
        memo.saw(true, NOW.plusSeconds(10), true);
        memo.saw(false, NOW.plusSeconds(20), true);
        memo.saw(true, NOW.plusSeconds(30), true);
        memo.saw(false, NOW.plusSeconds(40), true);

        assertThat(memo.usableAt()).contains(NOW.plusSeconds(10));
        assertThat(memo.outSince()).contains(NOW.plusSeconds(20));
    }

    @Test
    void itIsBackSinceItServesWithoutABreak() {
        assertThat(memo.backSince(NOW)).isEqualTo(NOW);
        assertThat(memo.backSince(NOW.plusSeconds(10))).isEqualTo(NOW);

        memo.saw(false, NOW.plusSeconds(20), true);

        assertThat(memo.backSince(NOW.plusSeconds(30))).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aProofIsKeptUntilAnotherRebootIsAskedFor() {
        Proof proof = new Proof("EngineUptime", NOW);
        stored.put("asked", "by the evaluator");

        memo.proven(proof);

        assertThat(memo.proof()).contains(proof);
        assertThat(stored.path("proof").path("by").asText()).isEqualTo("EngineUptime");

        memo.startOver();

        assertThat(memo.proof()).isEmpty();
        assertThat(stored.fieldNames()).toIterable().containsExactly("asked");
    }
}
