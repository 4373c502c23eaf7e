package io.rdsmaint.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells requests of programs on this machine from those that a web page makes a browser on it send. Listening on loopback keeps
 * other machines out, not their pages: a page may post anywhere, and by a name that it lets resolve to 127.0.0.1 it may read the
 * answers, too. Such requests tell themselves: by the Host that the browser believes it talks to, by the page's Origin, by
 * Sec-Fetch-Site. Programs that talk to AWS send neither of the last two.
 */
public final class SameMachine {
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|([a-z0-9_.-]+\\.)localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private SameMachine() {}

    /**
     * What speaks against a request; nothing when it may be answered.
     *
     * @param headers all values of each header; names in any case
     */
    public static Optional<String> objection(Map<String, List<String>> headers) {
        List<String> hosts = values(headers, "host");
        if (hosts.size() != 1 || !LOOPBACK.matcher(lower(hosts.getFirst())).matches()) {
            return Optional.of("the Host must be 127.0.0.1, localhost or [::1], and is " + listed(hosts));
        }
        List<String> origins = values(headers, "origin");
        if (!origins.stream().allMatch(origin -> lower(origin).equals("http://" + lower(hosts.getFirst())))) {
            return Optional.of("it comes from a page of " + listed(origins));
        }
        List<String> sites = values(headers, "sec-fetch-site");
        if (!OWN_SITE.containsAll(sites)) {
            return Optional.of("it comes from another page: Sec-Fetch-Site is " + listed(sites));
        }
        return Optional.empty();
    }

    private static List<String> values(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }

    private static String listed(List<String> values) {
        return values.isEmpty() ? "missing" : "'" + String.join("', '", values) + "'";
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
