package io.rdsmaint.simulator.s3;

import io.rdsmaint.simulator.http.Body;
import io.rdsmaint.simulator.http.InProcessHttpClient;
import io.rdsmaint.simulator.http.SimulatorRequest;
import io.rdsmaint.simulator.http.SimulatorResponse;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Buckets that speak S3's protocol: PutObject with conditions, GetObject, HeadObject, DeleteObject, HeadBucket and ListObjectsV2.
 * Everything else is refused with {@code NotImplemented}, as is any parameter or header that would mean something else: what it
 * accepts it does as S3 does. Nothing is signed for: whoever asks may. Safe to share between threads.
 */
public final class ObjectStorage {

    private static final Set<String> READ_CONDITIONS =
            Set.of("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "Range");
    private static final Set<String> OTHER_WRITE_CONDITIONS = Set.of("If-Modified-Since", "If-Unmodified-Since");

    /** Two digits for the day, as S3 writes it. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final AtomicLong requests = new AtomicLong();

    /** Storage with these buckets, empty; others do not exist and are not made. */
    public ObjectStorage(InstantSource clock, Set<String> names) {
        this.clock = clock;
        names.forEach(name -> buckets.put(name, new Bucket()));
    }

    /** An HTTP client for SDK clients in the same process. */
    public SdkHttpClient httpClient() {
        return new InProcessHttpClient(this::handle);
    }

    /** The objects of a bucket as text, by key, for whoever looks from outside. */
    public Map<String, String> texts(String bucket) {
        Map<String, String> texts = new TreeMap<>();
        existing(bucket)
                .beginning("")
                .forEach((key, object) -> texts.put(key, object.content().text()));
        return texts;
    }

    /** An object as text; empty when it does not exist. */
    public Optional<String> text(String bucket, String key) {
        return existing(bucket).get(key).map(object -> object.content().text());
    }

    /** Forgets all objects of a bucket. */
    public void empty(String bucket) {
        existing(bucket).clear();
    }

    /** The tags of an object; none for one that has none or does not exist. */
    public Map<String, String> tags(String bucket, String key) {
        return existing(bucket).get(key).map(StoredObject::tags).orElse(Map.of());
    }

    /** Answers one request. */
    public SimulatorResponse.Answer handle(SimulatorRequest request) {
        String requestId = "s3-%012d".formatted(requests.incrementAndGet());
        try {
            return answer(S3Request.of(request), requestId);
        } catch (S3Error error) {
            return error.answer(request.method().equals("HEAD"), requestId);
        }
    }

    private SimulatorResponse.Answer answer(S3Request request, String requestId) {
        if (request.bucket().isEmpty()) {
            throw S3Error.notImplemented(request.method() + " on the service itself");
        }
        Bucket bucket = existing(request.bucket());
        Map<String, String> headers = new TreeMap<>(Map.of("x-amz-request-id", requestId));
        return request.key().isEmpty() ? onBucket(request, bucket, headers) : onObject(request, bucket, headers);
    }

    private Bucket existing(String name) {
        return Optional.ofNullable(buckets.get(name)).orElseThrow(() -> S3Error.noSuchBucket(name));
    }

    private static SimulatorResponse.Answer onBucket(S3Request request, Bucket bucket, Map<String, String> headers) {
        if (request.method().equals("HEAD")) {
            request.allow(Set.of(), READ_CONDITIONS);
            return new SimulatorResponse.Answer(200, headers, Body.EMPTY);
        }
        if (!request.method().equals("GET") || !"2".equals(request.query().get("list-type"))) {
            throw S3Error.notImplemented(request.method() + " on a bucket, except for ListObjectsV2 and HeadBucket");
        }
        request.allow(Listing.PARAMETERS, READ_CONDITIONS);
        headers.put("Content-Type", "application/xml");
        return new SimulatorResponse.Answer(200, headers, Body.of(new Listing(request, bucket).xml()));
    }

    private SimulatorResponse.Answer onObject(S3Request request, Bucket bucket, Map<String, String> headers) {
        return switch (request.method()) {
            case "PUT" -> put(request, bucket, headers);
            case "GET", "HEAD" -> get(request, bucket, headers);
            case "DELETE" -> {
                request.allow(Set.of(), READ_CONDITIONS);
                bucket.delete(request.key());
                yield new SimulatorResponse.Answer(204, headers, Body.EMPTY);
            }
            default -> throw S3Error.notImplemented(request.method() + " on an object");
        };
    }

    private SimulatorResponse.Answer put(S3Request request, Bucket bucket, Map<String, String> headers) {
        request.allow(Set.of(), OTHER_WRITE_CONDITIONS);
        Payload payload = Payload.of(request);
        StoredObject object = StoredObject.of(
                payload.content(),
                request.header("Content-Type").orElse("binary/octet-stream"),
                clock.instant(),
                request.header("x-amz-tagging").map(S3Request::query).orElse(Map.of()),
                payload.checksums());
        bucket.put(request.key(), object, Precondition.of(request.http()));
        headers.put("ETag", object.etag());
        headers.putAll(object.checksums());
        return new SimulatorResponse.Answer(200, headers, Body.EMPTY);
    }

    private static SimulatorResponse.Answer get(S3Request request, Bucket bucket, Map<String, String> headers) {
        request.allow(Set.of(), READ_CONDITIONS);
        StoredObject object = bucket.get(request.key()).orElseThrow(() -> S3Error.noSuchKey(request.key()));
        headers.put("ETag", object.etag());
        headers.put("Content-Type", object.contentType());
        headers.put("Last-Modified", DATE.format(object.lastModified()));
        if (!object.tags().isEmpty()) {
            headers.put("x-amz-tagging-count", Integer.toString(object.tags().size()));
        }
        if (request.header("x-amz-checksum-mode").filter("ENABLED"::equals).isPresent()) {
            headers.putAll(object.checksums());
            headers.put("x-amz-checksum-type", "FULL_OBJECT");
        }
        boolean head = request.method().equals("HEAD");
        if (head) {
            headers.put("Content-Length", Integer.toString(object.content().length()));
        }
        return new SimulatorResponse.Answer(200, headers, head ? Body.EMPTY : object.content());
    }
}
