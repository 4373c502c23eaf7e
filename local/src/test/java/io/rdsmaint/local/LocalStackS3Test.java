package io.rdsmaint.local;

import org.junit.jupiter.api.condition.EnabledIf;

/** The same session with the operations in S3. An endpoint that is given has one store: there {@link LocalStackTest} is enough. */
@EnabledIf(
        value = "io.rdsmaint.local.LocalStackTest#containersPossible",
        disabledReason = "no Docker engine is here, or TEST_AWS_ENDPOINT_URL names an endpoint to use instead")
class LocalStackS3Test extends LocalStackTest {
    @Override
    Store store() {
        return Store.S3;
    }
}
