package io.rdsmaint.simulator.s3;

import io.rdsmaint.simulator.http.SimulatorRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request with what S3 reads from its host, path and query.
 *
 * @param bucket from the host's name (virtual-hosted style) or the path's first part (path style); empty for the service itself
 * @param key empty for the bucket itself
 * @param query parameters, decoded
 */
record S3Request(SimulatorRequest http, String bucket, String key, Map<String, String> query) {

    private static final Pattern VIRTUAL_HOST = Pattern.compile("(.+)\\.s3[.-].*|(.+)\\.localhost(:\\d+)?");
    private static final int LONGEST_KEY = 1_024;

    /** Amazon's headers that are understood; a header that isn't might mean something that is not done. */
    private static final Set<String> UNDERSTOOD = Set.of(
            "x-amz-content-sha256",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-decoded-content-length",
            "x-amz-trailer",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-checksum-mode",
            "x-amz-tagging",
            "x-amz-user-agent",
            "x-amz-te");

    S3Request {
        query = Map.copyOf(query);
    }

    static S3Request of(SimulatorRequest http) {
        String[] pathAndQuery = http.path().split("\\?", 2);
        String path = decoded(pathAndQuery[0].replace("+", "%2B"));
        Map<String, String> query = pathAndQuery.length < 2 ? Map.of() : query(pathAndQuery[1]);
        Matcher host = VIRTUAL_HOST.matcher(http.header("Host").orElse(""));
        String resource = path.startsWith("/") ? path.substring(1) : path;
        if (host.matches()) {
            String bucket = host.group(1) == null ? host.group(2) : host.group(1);
            return new S3Request(http, bucket, resource, query).checked();
        }
        String[] parts = resource.split("/", 2);
        return new S3Request(http, parts[0], parts.length < 2 ? "" : parts[1], query).checked();
    }

    private S3Request checked() {
        http.headers().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-") && !UNDERSTOOD.contains(name))
                .filter(name -> Checksum.ofHeader(name).isEmpty())
                .findFirst()
                .ifPresent(name -> {
                    throw S3Error.notImplemented("the header " + name);
                });
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new S3Error(400, "KeyTooLongError", "Your key is too long");
        }
        return this;
    }

    String method() {
        return http.method();
    }

    Optional<String> header(String name) {
        return http.header(name);
    }

    /** Refuses parameters and headers that this call does not take here. */
    void allow(Set<String> parameters, Set<String> refusedHeaders) {
        query.keySet().stream()
                .filter(name -> !parameters.contains(name) && !name.equals("x-id"))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw S3Error.notImplemented(method() + " with the parameter " + name);
                });
        refusedHeaders.stream()
                .filter(name -> header(name).isPresent())
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw S3Error.notImplemented(method() + " with the header " + name);
                });
    }

    /** Names and values of a query or a form. */
    static Map<String, String> query(String text) {
        Map<String, String> values = new TreeMap<>();
        for (String part : text.split("&", -1)) {
            if (!part.isEmpty()) {
                String[] pair = part.split("=", 2);
                values.put(decoded(pair[0]), pair.length < 2 ? "" : decoded(pair[1]));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new S3Error(400, "InvalidURI", "Couldn't parse the specified URI: " + e.getMessage());
        }
    }
}
