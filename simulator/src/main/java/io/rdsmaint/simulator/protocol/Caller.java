package io.rdsmaint.simulator.protocol;

import java.time.Instant;

/**
 * Who signed a request, and when.
 *
 * @param accessKey access key id of the credential
 * @param region region of the credential scope
 * @param service service of the credential scope
 * @param signedAt the request's {@code X-Amz-Date}
 */
public record Caller(String accessKey, String region, String service, Instant signedAt) {}
