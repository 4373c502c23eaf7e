package io.rdsmaint.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "AWS_REGION", "us-east-1",
            "EVENT_BUS_NAME", "default",
            "DEPLOYMENT", "d",
            "ALLOWED_TAG", "a=b"));

    @Test
    void operationsAreKeptInATableUnlessABucketIsChosen() {
        environment.put("TABLE_NAME", "t");
        assertThat(Settings.from(environment).store()).isEqualTo(new StateStore.DynamoDb("t"));

        environment.put("STATE_STORE", "s3");
        environment.put("BUCKET_NAME", "b");
        assertThat(Settings.from(environment).store()).isEqualTo(new StateStore.S3("b"));
    }

    @Test
    void theChosenStoreNeedsItsNameAndNoOther() {
        assertThatThrownBy(() -> Settings.from(environment)).hasMessageContaining("missing [TABLE_NAME]");

        environment.put("STATE_STORE", "s3");
        assertThatThrownBy(() -> Settings.from(environment)).hasMessageContaining("missing [BUCKET_NAME]");
    }

    @Test
    void anUnknownStoreIsNamedWithThoseThatThereAre() {
        environment.put("TABLE_NAME", "t");
        environment.put("STATE_STORE", "postgres");

        assertThatThrownBy(() -> Settings.from(environment))
                .hasMessageContaining("STATE_STORE 'postgres' (dynamodb or s3)");
    }
}
