package io.rdsmaint.local;

/** The same session with the operations in S3. */
class LocalEndpointS3Test extends LocalEndpointTest {
    @Override
    Store store() {
        return Store.S3;
    }
}
