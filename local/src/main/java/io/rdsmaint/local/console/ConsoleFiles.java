package io.rdsmaint.local.console;

import io.rdsmaint.local.endpoint.Answer;
import io.rdsmaint.simulator.http.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The console's built files, with the headers that they have when deployed. */
final class ConsoleFiles {
    /** One folder deep, and nothing hidden. */
    private static final Pattern NAME = Pattern.compile("(assets/)?[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "json", "application/json",
            "webmanifest", "application/manifest+json");

    /** The same as CloudFront sets; nothing is loaded from anywhere else, no style or script stands in the page. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Path folder;

    ConsoleFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * A file.
     *
     * @param name below {@code /console/}; empty for the page itself
     */
    Answer answer(String name) {
        if (!Files.isReadable(folder.resolve("index.html"))) {
            return text(
                    503,
                    "The console is not built: (cd console && npm ci && npm run build) does it, with Node 20 or newer.\n");
        }
        String wanted = name.isEmpty() ? "index.html" : name;
        Path file = folder.resolve(wanted);
        if (!NAME.matcher(wanted).matches() || !Files.isRegularFile(file)) {
            return text(404, "There is no such file.\n");
        }
        try {
            Map<String, String> headers = new HashMap<>(headers());
            headers.put(
                    "Content-Type",
                    TYPES.getOrDefault(wanted.substring(wanted.lastIndexOf('.') + 1), "application/octet-stream"));
            return new Answer(200, headers, Body.of(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer text(int status, String text) {
        Map<String, String> headers = new HashMap<>(headers());
        headers.put("Content-Type", "text/plain; charset=utf-8");
        return new Answer(status, headers, Body.of(text));
    }

    private static Map<String, String> headers() {
        return Map.of(
                "Content-Security-Policy", POLICY,
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer",
                "Cross-Origin-Opener-Policy", "same-origin",
                "Cache-Control", "no-store");
    }
}
