package io.rdsmaint.aurora.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.engine.LastingFailure;
import io.rdsmaint.kit.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored of a step is read as it was written, and nothing is made up for what is gone. */
class FieldsTest {
    private final Fields stored = new Fields(Json.object()
            .put("instance", "a")
            .put("zone", "")
            .put("tier", 3)
            .put("exact", false)
            .putNull("adopt")
            .set("proxies", Json.texts(List.of("p", "q"))));

    @Test
    void whatWasWrittenIsRead() {
        assertThat(stored.text("instance")).isEqualTo("a");
        assertThat(stored.text("zone")).isEmpty();
        assertThat(stored.number("tier")).isEqualTo(3);
        assertThat(stored.flag("exact")).isFalse();
        assertThat(stored.texts("proxies")).containsExactly("p", "q");
    }

    @Test
    void aFieldThatEveryReleaseWritesMustBeThere() {
        assertThatThrownBy(() -> stored.text("to"))
                .isInstanceOf(LastingFailure.class)
                .hasMessageContaining("with the fields instance, zone, tier, exact, adopt, proxies, lacks 'to'")
                .hasMessageContaining("docs/runbook.md, Restoring the store");
        assertThatThrownBy(() -> stored.text("adopt")).isInstanceOf(LastingFailure.class);
        assertThatThrownBy(() -> stored.number("to")).isInstanceOf(LastingFailure.class);
        assertThatThrownBy(() -> stored.flag("to")).isInstanceOf(LastingFailure.class);
        assertThatThrownBy(() -> stored.texts("to")).isInstanceOf(LastingFailure.class);
    }

    @Test
    void whatMayBeAbsentIsEmptyThen() {
        assertThat(stored.optionalText("instance")).contains("a");
        assertThat(stored.optionalText("adopt")).isEmpty();
        assertThat(stored.optionalText("to")).isEmpty();
    }
}
