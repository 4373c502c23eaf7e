package io.rdsmaint.simulator.s3;

import io.rdsmaint.simulator.http.Body;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * An object as last written.
 *
 * @param content its bytes
 * @param etag the MD5 of its bytes in quotes, as S3 gives it to an object that is written in one piece and not encrypted with KMS
 * @param tags given with the write; a write without any leaves none
 * @param checksums headers that its writer gave and that held, by lower-case name
 */
record StoredObject(
        Body content,
        String contentType,
        String etag,
        Instant lastModified,
        Map<String, String> tags,
        Map<String, String> checksums) {

    StoredObject {
        tags = Map.copyOf(tags);
        checksums = Map.copyOf(checksums);
    }

    static StoredObject of(
            Body content, String contentType, Instant now, Map<String, String> tags, Map<String, String> checksums) {
        return new StoredObject(content, contentType, etag(content.bytes()), now, tags, checksums);
    }

    private static String etag(byte[] bytes) {
        try {
            return '"'
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
