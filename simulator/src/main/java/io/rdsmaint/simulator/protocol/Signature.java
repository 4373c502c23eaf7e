package io.rdsmaint.simulator.protocol;

import io.rdsmaint.simulator.http.SimulatorRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a SigV4 header and holds its date against the clock. The signature itself is not verified.
 *
 * <p>AWS refuses a request whose date is too far from its clock; see {@code docs/simulator.md}.
 */
public final class Signature {

    /** How far a request's date may be from the clock. */
    public static final Duration TOLERANCE = Duration.ofMinutes(15);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern HEADER = Pattern.compile("AWS4-HMAC-SHA256\\s+Credential="
            + "([^/,\\s]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request,\\s*"
            + "SignedHeaders=([a-z0-9;-]+),\\s*Signature=([0-9a-f]{64})");

    private final List<InstantSource> clocks;

    /**
     * @param clocks a date near any one of them is accepted
     */
    public Signature(List<InstantSource> clocks) {
        this.clocks = List.copyOf(clocks);
    }

    /** The signer of a request, or the refusal that AWS would send. */
    public Caller caller(SimulatorRequest request) {
        String header = request.header("Authorization")
                .orElseThrow(() ->
                        new ApiError("MissingAuthenticationToken", 403, "Request is missing Authentication Token"));
        Matcher parts = HEADER.matcher(header.strip());
        if (!parts.matches()) {
            throw new ApiError(
                    "IncompleteSignature", 400, "Authorization header is not a complete SigV4 header: " + header);
        }
        String stamp = request.header("X-Amz-Date")
                .orElseThrow(() -> new ApiError(
                        "IncompleteSignature",
                        400,
                        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."));
        return new Caller(parts.group(1), parts.group(3), parts.group(4), parse(stamp));
    }

    /** The refusal of a request whose date is too old or too far ahead; empty for one that is fresh. */
    public Optional<ApiError> stale(Caller caller) {
        Instant signed = caller.signedAt();
        if (clocks.stream().anyMatch(clock -> near(signed, clock.instant()))) {
            return Optional.empty();
        }
        Instant now = clocks.getFirst().instant();
        String message = signed.isBefore(now)
                ? "Signature expired: %s is now earlier than %s (%s - 15 min.)"
                        .formatted(STAMP.format(signed), STAMP.format(now.minus(TOLERANCE)), STAMP.format(now))
                : "Signature not yet current: %s is still later than %s (%s + 15 min.)"
                        .formatted(STAMP.format(signed), STAMP.format(now.plus(TOLERANCE)), STAMP.format(now));
        return Optional.of(new ApiError("SignatureDoesNotMatch", 403, message));
    }

    private static boolean near(Instant signed, Instant now) {
        return Duration.between(signed, now).abs().compareTo(TOLERANCE) <= 0;
    }

    private static Instant parse(String stamp) {
        try {
            return STAMP.parse(stamp, Instant::from);
        } catch (DateTimeParseException e) {
            throw new ApiError(
                    "IncompleteSignature", 400, "Date must be in ISO-8601 'basic format'. Got '" + stamp + "'");
        }
    }
}
