package io.rdsmaint.local.endpoint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The credential of a Signature Version 4, which is not verified: anybody on this machine may ask.
 *
 * @param accessKey the access key id
 * @param service the service that the request is for
 */
public record Credential(String accessKey, String service) {
    private static final Pattern FORM =
            Pattern.compile("AWS4-HMAC-SHA256 .*?Credential=([^/,\\s]+)/\\d{8}/[^/]+/([^/]+)/aws4_request.*");

    static Optional<Credential> parse(String authorization) {
        Matcher matcher = FORM.matcher(authorization);
        return matcher.matches() ? Optional.of(new Credential(matcher.group(1), matcher.group(2))) : Optional.empty();
    }
}
