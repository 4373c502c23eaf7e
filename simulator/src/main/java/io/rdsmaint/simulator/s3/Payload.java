package io.rdsmaint.simulator.s3;

import io.rdsmaint.simulator.http.Body;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of a write, out of whatever encoding it came in, and held against every checksum that came along.
 *
 * @param content the object's bytes
 * @param checksums the checksums given, by lower-case header name
 */
record Payload(Body content, Map<String, String> checksums) {

    private static final String STREAMING = "STREAMING-";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    Payload {
        checksums = Map.copyOf(checksums);
    }

    /** The content of a request; a refusal as S3's when anything about it does not hold. */
    static Payload of(S3Request request) {
        String declared = request.header("x-amz-content-sha256").orElse(UNSIGNED);
        byte[] sent = request.http().body().bytes();
        Map<String, String> checksums = new TreeMap<>();
        byte[] content;
        if (declared.startsWith(STREAMING)) {
            Chunks chunks = new Chunks(sent);
            content = chunks.content();
            request.header("x-amz-decoded-content-length")
                    .filter(length -> !length.equals(Integer.toString(chunks.content().length)))
                    .ifPresent(length -> {
                        throw new S3Error(400, "IncompleteBody", "The request body has not the length " + length);
                    });
            request.header("x-amz-trailer")
                    .filter(trailer -> !chunks.trailers().containsKey(trailer.toLowerCase(Locale.ROOT)))
                    .ifPresent(trailer -> {
                        throw new S3Error(400, "MalformedTrailerError", "The trailer " + trailer + " is missing");
                    });
            checksums.putAll(chunks.trailers());
        } else {
            content = sent;
            requireDigest(declared, sent);
        }
        request.http().headers().forEach((name, values) -> {
            if (Checksum.ofHeader(name).isPresent()) {
                checksums.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        });
        requireMd5(request, content);
        checksums.forEach((name, value) -> require(name, value, content));
        return new Payload(Body.of(content), checksums);
    }

    private static void requireDigest(String declared, byte[] sent) {
        String digest = HexFormat.of().formatHex(Checksum.digest("SHA-256", sent));
        if (!declared.equals(UNSIGNED) && !declared.equals(digest)) {
            throw new S3Error(
                    400,
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
    }

    private static void requireMd5(S3Request request, byte[] content) {
        String digest = Base64.getEncoder().encodeToString(Checksum.digest("MD5", content));
        if (request.header("Content-MD5").filter(md5 -> !md5.equals(digest)).isPresent()) {
            throw new S3Error(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
        }
    }

    private static void require(String name, String value, byte[] content) {
        Checksum checksum = Checksum.ofHeader(name).orElseThrow(() -> S3Error.notImplemented("the trailer " + name));
        if (!checksum.of(content).equals(value)) {
            throw new S3Error(
                    400, "BadDigest", "The " + checksum + " you specified did not match the calculated checksum.");
        }
    }

    /**
     * The {@code aws-chunked} encoding: each chunk's length in hexadecimal, perhaps with its signature, and its bytes; a chunk of
     * no length; trailers. Signatures are not verified.
     */
    private static final class Chunks {

        private final byte[] sent;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final Map<String, String> trailers = new TreeMap<>();
        private int position;

        Chunks(byte[] sent) {
            this.sent = sent.clone();
            for (int length = length(); length > 0; length = length()) {
                if (position + length > sent.length) {
                    throw malformed();
                }
                content.write(sent, position, length);
                position += length;
                if (!line().isEmpty()) {
                    throw malformed();
                }
            }
            readTrailers();
        }

        byte[] content() {
            return content.toByteArray();
        }

        Map<String, String> trailers() {
            return trailers;
        }

        private int length() {
            try {
                return Integer.parseInt(line().split(";", 2)[0], 16);
            } catch (NumberFormatException e) {
                throw malformed();
            }
        }

        private void readTrailers() {
            while (position < sent.length) {
                String line = line();
                String[] pair = line.split(":", 2);
                if (pair.length == 2 && !pair[0].equalsIgnoreCase("x-amz-trailer-signature")) {
                    trailers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
                } else if (pair.length < 2 && !line.isEmpty()) {
                    throw malformed();
                }
            }
        }

        private String line() {
            for (int end = position; end + 1 < sent.length; end++) {
                if (sent[end] == '\r' && sent[end + 1] == '\n') {
                    String line = new String(sent, position, end - position, StandardCharsets.US_ASCII);
                    position = end + 2;
                    return line;
                }
            }
            throw malformed();
        }

        private static S3Error malformed() {
            return new S3Error(400, "IncompleteBody", "The request body is not what aws-chunked describes");
        }
    }
}
