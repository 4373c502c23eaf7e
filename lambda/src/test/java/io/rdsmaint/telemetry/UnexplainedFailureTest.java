package io.rdsmaint.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class UnexplainedFailureTest {
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";

    @Test
    void whatHoldsNoSecretIsThrownAsItIs() {
        RuntimeException plain = new IllegalStateException("no table", new RuntimeException("nor a bucket"));

        assertThat(UnexplainedFailure.of(plain)).isSameAs(plain);
    }

    /** Lambda prints the whole chain. */
    @Test
    void aSecretAnywhereInTheChainIsMaskedAndTheRestIsSaid() {
        RuntimeException thrown =
                new IllegalStateException("no answer", new RuntimeException("refused to " + KEY + " again"));

        RuntimeException masked = UnexplainedFailure.of(thrown);

        StringWriter trace = new StringWriter();
        masked.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain(KEY)
                .contains(
                        "IllegalStateException",
                        "no answer",
                        "refused to [masked] again",
                        "UnexplainedFailureTest.java");
    }
}
