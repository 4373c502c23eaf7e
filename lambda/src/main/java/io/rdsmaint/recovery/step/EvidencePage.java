package io.rdsmaint.recovery.step;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The evidence as a page that needs nothing but itself: no script, no picture, no address. */
final class EvidencePage {
    private static final String HEAD = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>TITLE</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b1f24; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border-bottom: 1px solid #d0d7de; padding: .35rem .6rem; text-align: left; vertical-align: top; }
        td.n { text-align: right; white-space: nowrap; }
        .good { color: #116329; } .bad { color: #a40e26; font-weight: 600; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { font-weight: 600; } dd { margin: 0; }
        </style>
        </head>
        <body>
        """;

    private final Evidence evidence;
    private final StringBuilder page = new StringBuilder();

    private EvidencePage(Evidence evidence) {
        this.evidence = evidence;
    }

    static String of(Evidence evidence) {
        EvidencePage page = new EvidencePage(evidence);
        page.write();
        return page.page.toString();
    }

    private void write() {
        String title = (evidence.parameters().drill() ? "Recovery drill" : "Recovery") + " of plan "
                + evidence.operation().target().name();
        page.append(HEAD.replace("TITLE", escaped(title)))
                .append("<h1>")
                .append(escaped(title))
                .append("</h1>\n<dl>\n");
        fact("Result", evidence.passed() ? "passed" : "not passed");
        fact("Operation", evidence.operation().id());
        fact("Asked for by", evidence.operation().origin().requestedBy());
        fact("Account", evidence.operation().target().account());
        fact("Region", evidence.operation().target().region());
        fact("Started", evidence.operation().createdAt().toString());
        fact("Measured from", evidence.from().toString());
        if (evidence.parameters().before() != null) {
            fact("Snapshots of before", evidence.parameters().before().toString());
        }
        fact(
                "Time to recover (RTO)",
                measured(evidence.rto(), evidence.parameters().rtoMinutes())
                        + evidence.uncertainty()
                                .map(each -> ", measured to within " + each.toSeconds() + " s")
                                .orElse(""));
        fact("Age of data (RPO)", measured(evidence.rpo(), evidence.parameters().rpoMinutes()));
        page.append("</dl>\n");
        evidence.waves().forEach(this::wave);
        page.append(
                        "<p>A server's time to recover ends when it was first seen to be well; it may be shorter by as much as lay"
                                + " between that look and the one before, which is shown behind it. The age of its data is counted from"
                                + " its snapshot. A plan's figures are those of its worst server.</p>\n")
                .append("</body>\n</html>\n");
    }

    private void fact(String name, @Nullable String value) {
        if (value != null) {
            page.append("<dt>")
                    .append(escaped(name))
                    .append("</dt><dd>")
                    .append(escaped(value))
                    .append("</dd>\n");
        }
    }

    private static String measured(Optional<Duration> value, @Nullable Integer target) {
        return words(value) + (target == null ? "" : ", target " + target + " min");
    }

    private void wave(WaveState wave) {
        page.append("<h2>Wave ")
                .append(escaped(wave.wave()))
                .append(": ")
                .append(escaped(evidence.verdict(wave.wave())))
                .append("</h2>\n<table>\n<thead><tr><th>Server</th><th>Id</th><th>Result</th><th>Launches</th>"
                        + "<th>Instance</th><th>RTO</th><th>RPO</th><th>Snapshot</th></tr></thead>\n<tbody>\n");
        for (WaveState.Server server : wave.servers()) {
            page.append("<tr><td>")
                    .append(escaped(server.host()))
                    .append("</td><td>")
                    .append(escaped(server.id()))
                    .append("</td><td class=\"")
                    .append(server.healthy() ? "good\">well" : "bad\">")
                    .append(server.healthy() ? "" : escaped(Objects.requireNonNullElse(server.failed(), "not well")))
                    .append("</td><td class=\"n\">")
                    .append(server.attempts())
                    .append(server.failedBefore() == null ? "" : ", before: " + escaped(server.failedBefore()))
                    .append("</td><td>")
                    .append(escaped(Objects.requireNonNullElse(server.ec2(), "none")))
                    .append("</td><td class=\"n\">")
                    .append(words(evidence.rto(server)))
                    .append(evidence.uncertainty(server)
                            .map(each -> " (−" + each.toSeconds() + " s)")
                            .orElse(""))
                    .append("</td><td class=\"n\">")
                    .append(words(evidence.rpo(server)))
                    .append("</td><td>")
                    .append(escaped(
                            server.snapshot() == null
                                    ? "unknown"
                                    : server.snapshot().toString()))
                    .append(server.olderSnapshot() == null ? "" : " (an older one was used)")
                    .append("</td></tr>\n");
        }
        page.append("</tbody>\n</table>\n");
        String drift = evidence.driftWords(wave.wave());
        if (!drift.isEmpty()) {
            page.append("<p>").append(escaped(capital(drift))).append(".</p>\n");
        }
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private static String words(Optional<Duration> value) {
        return value.map(each -> each.toMinutes() + " min " + each.toSecondsPart() + " s")
                .orElse("unknown");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
