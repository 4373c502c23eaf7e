package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void optionsHaveUsualValues() {
        Options options = Options.parse(List.of());

        assertThat(options.port()).isEqualTo(4566);
        assertThat(options.scenario().name()).isEqualTo("multi-node");
        assertThat(options.speed()).isEqualTo(1);
        assertThat(options.store()).isEqualTo(Store.DYNAMODB);
    }

    @Test
    void everythingWrongIsNamedAtOnce() {
        assertThatThrownBy(() -> Options.parse(List.of(
                        "--port",
                        "http",
                        "--scenario",
                        "none",
                        "--speed",
                        "0.5",
                        "--dance",
                        "on",
                        "--store",
                        "disk",
                        "--port")))
                .hasMessageContaining("--port must be from 0 to 65535, and is http")
                .hasMessageContaining("There is no scenario none; there are multi-node")
                .hasMessageContaining("--speed must be from 1 to 100000, and is 0.5")
                .hasMessageContaining("--dance is not an option")
                .hasMessageContaining("--store must be dynamodb or s3, and is disk")
                .hasMessageContaining("--port is not an option, or its value is missing");
    }

    @Test
    void helpNeedsNothingElseToBeRight() {
        assertThat(Options.parse(List.of("--help", "--scenario", "none")).help())
                .isTrue();
        assertThat(Options.usage()).contains("--speed");
    }
}
