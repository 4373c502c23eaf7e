package io.rdsmaint.simulator.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rdsmaint.simulator.http.SimulatorResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class StorageProtocolTest {

    private static final String HELLO_CRC32 = "NhCmhg==";

    private final StorageClients at = new StorageClients();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothStylesOfAddressesReachTheSameObject(boolean pathStyle) {
        S3Client client = at.client().forcePathStyle(pathStyle).build();
        String key = "live/arn:aws:states:us-east-1:1:execution:m:ä+b c";

        client.putObject(r -> r.bucket(StorageClients.BUCKET).key(key), RequestBody.fromString("text"));

        assertThat(at.storage.texts(StorageClients.BUCKET)).containsExactly(Map.entry(key, "text"));
        assertThat(at.text(key)).isEqualTo("text");
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "SHA1", "SHA256"})
    void contentArrivesWholeWhateverChecksumTheSdkSends(ChecksumAlgorithm algorithm) {
        String text = "ü".repeat(300_000);

        at.s3.putObject(
                r -> r.bucket(StorageClients.BUCKET).key("a").checksumAlgorithm(algorithm),
                RequestBody.fromString(text));

        assertThat(at.text("a")).isEqualTo(text);
    }

    @Test
    void contentArrivesWithoutAChecksumToo() {
        S3Client client = at.client()
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .build();

        client.putObject(r -> r.bucket(StorageClients.BUCKET).key("a"), RequestBody.fromString("plain"));

        assertThat(at.text("a")).isEqualTo("plain");
    }

    @ParameterizedTest
    @CsvSource({
        "5;chunk-signature=1f, " + HELLO_CRC32 + ", 200",
        "5, " + HELLO_CRC32 + ", 200",
        "5, AAAAAA==, 400",
        "6, " + HELLO_CRC32 + ", 400"
    })
    void chunksAreReadAndTheirTrailerIsVerified(String size, String crc, int status) {
        SimulatorResponse.Answer answer = at.raw(
                "PUT",
                "/records/a",
                Map.of(
                        "x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                        "x-amz-decoded-content-length", "5",
                        "x-amz-trailer", "x-amz-checksum-crc32",
                        "Content-Encoding", "aws-chunked"),
                size + "\r\nhello\r\n0\r\nx-amz-checksum-crc32:" + crc + "\r\n\r\n");

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(at.storage.texts(StorageClients.BUCKET).values())
                .containsExactlyElementsOf(status == 200 ? List.of("hello") : List.of());
    }

    @Test
    void contentThatIsNotWhatWasSignedForIsRefused() {
        SimulatorResponse.Answer answer =
                at.raw("PUT", "/records/a", Map.of("x-amz-content-sha256", "0".repeat(64)), "hello");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("<Code>XAmzContentSHA256Mismatch</Code>");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> at.text("a")).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() ->
                        at.s3.headObject(r -> r.bucket(StorageClients.BUCKET).key("a")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> at.s3.getObject(r -> r.bucket("elsewhere").key("a")))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void headTellsWhatGetWouldGive() {
        String etag = at.put("a", "hello");

        var head = at.s3.headObject(r -> r.bucket(StorageClients.BUCKET).key("a"));

        assertThat(head.eTag()).isEqualTo(etag);
        assertThat(head.contentLength()).isEqualTo(5);
        assertThat(head.lastModified()).isEqualTo(StorageClients.NOW);
    }

    @Test
    void deletingWhatIsNotThereSucceeds() {
        at.s3.deleteObject(r -> r.bucket(StorageClients.BUCKET).key("a"));

        assertThat(at.storage.texts(StorageClients.BUCKET)).isEmpty();
    }

    @Test
    void tagsBelongToTheWriteThatGaveThem() {
        at.s3.putObject(
                r -> r.bucket(StorageClients.BUCKET).key("a").tagging("state=ended"), RequestBody.fromString("1"));
        assertThat(at.storage.tags(StorageClients.BUCKET, "a")).containsExactly(Map.entry("state", "ended"));

        at.put("a", "2");
        assertThat(at.storage.tags(StorageClients.BUCKET, "a")).isEmpty();
    }

    @Test
    void listingsAreInOrderAndInPages() {
        for (String key : List.of("b/2", "a", "b/10", "b/1", "c", "b/é", "b/\uD83D\uDE00", "b/\uFF5E")) {
            at.put(key, key);
        }
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(StorageClients.BUCKET)
                .prefix("b/")
                .maxKeys(2)
                .build();

        var pages = at.s3.listObjectsV2Paginator(request).stream().toList();

        assertThat(pages)
                .hasSize(3)
                .allSatisfy(page -> assertThat(page.keyCount()).isEqualTo(2));
        assertThat(pages.stream().flatMap(page -> page.contents().stream()).map(S3Object::key))
                .containsExactly("b/1", "b/10", "b/2", "b/é", "b/\uFF5E", "b/\uD83D\uDE00");
    }

    @Test
    void aListingUpToADelimiterNamesWhatKeysHaveInCommon() {
        List.of("a", "b/1", "b/2", "c/1", "d").forEach(key -> at.put(key, key));

        var page = at.s3.listObjectsV2(r ->
                r.bucket(StorageClients.BUCKET).delimiter("/").startAfter("a").maxKeys(2));

        assertThat(page.commonPrefixes()).extracting(p -> p.prefix()).containsExactly("b/", "c/");
        assertThat(page.isTruncated()).isTrue();
        var next = at.s3.listObjectsV2(
                r -> r.bucket(StorageClients.BUCKET).delimiter("/").continuationToken(page.nextContinuationToken()));
        assertThat(next.contents()).extracting(S3Object::key).containsExactly("d");
        assertThat(next.commonPrefixes()).isEmpty();
    }

    @Test
    void everythingElseIsRefusedLoudly() {
        at.put("a", "hello");

        assertThatThrownBy(() -> at.s3.createBucket(r -> r.bucket("more"))).isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> at.s3.listBuckets()).isInstanceOf(S3Exception.class);
        for (String refused : List.of(
                "GET /records/a?versionId=1",
                "PUT /records/a?acl",
                "POST /records?delete",
                "GET /records?versioning",
                "GET /records",
                "DELETE /records")) {
            String[] call = refused.split(" ", 2);
            assertThat(at.raw(call[0], call[1], Map.of(), "").text())
                    .as(refused)
                    .contains("<Code>NotImplemented</Code>");
        }
        for (String header : List.of("x-amz-copy-source", "x-amz-acl", "x-amz-checksum-crc64nvme")) {
            assertThat(at.raw("PUT", "/records/a", Map.of(header, "x"), "").status())
                    .as(header)
                    .isEqualTo(501);
        }
        assertThat(at.raw("GET", "/records/a", Map.of("Range", "bytes=0-1"), "").status())
                .isEqualTo(501);
        assertThat(at.text("a")).isEqualTo("hello");
    }
}
