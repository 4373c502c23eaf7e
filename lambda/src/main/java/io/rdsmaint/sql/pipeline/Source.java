package io.rdsmaint.sql.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rdsmaint.engine.Sha256;
import io.rdsmaint.kit.RequestFields;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where SQL comes from. */
public sealed interface Source {
    /** Below the prefix for SQL; no segment that means another place. */
    Pattern KEY = Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_.-]{1,100}(/[A-Za-z0-9_.-]{1,100}){0,8}");

    Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** The SHA-256 of its text, in hexadecimal digits. */
    String sha256();

    /** It is in the request itself. */
    record Inline(String text) implements Source {
        @Override
        public String sha256() {
            return Sha256.of(text);
        }
    }

    /** It is in the bucket of definitions, under {@code sql/sql/}; the hash says which text is meant. */
    record Stored(String key, String sha256) implements Source {}

    /** Reads one that must be there: a text, or {@code {"inline"}}, or {@code {"s3", "sha256"}}. */
    static Source of(RequestFields fields, String name) {
        Optional<Source> given = optional(fields, name);
        if (given.isEmpty() && !fields.has(name)) {
            fields.problem(name, "it is missing", "write {\"inline\": \"…\"} or {\"s3\": \"…\", \"sha256\": \"…\"}");
        }
        return given.orElse(new Inline(""));
    }

    /** Reads one that may be absent. */
    static Optional<Source> optional(RequestFields fields, String name) {
        if (fields.any(name).isTextual()) {
            return fields.text(name).map(Inline::new);
        }
        if (!fields.has(name)) {
            return Optional.empty();
        }
        RequestFields source = fields.fields(name);
        Optional<String> inline = source.text("inline");
        Optional<String> key = source.text("s3", KEY, "a name such as nightly/update.sql");
        Optional<String> hash = source.text("sha256", SHA256, "64 hexadecimal digits, as sha256sum prints them");
        source.refuseOthers();
        if (inline.isPresent() == key.isPresent() || key.isPresent() != hash.isPresent()) {
            fields.problem(name, "it is either inline, or s3 with sha256", "");
            return Optional.empty();
        }
        return inline.<Source>map(Inline::new).or(() -> Optional.of(new Stored(key.orElse(""), hash.orElse(""))));
    }

    /** As it is written in a request and in a plan. */
    default ObjectNode json() {
        ObjectNode json = io.rdsmaint.kit.Json.object();
        switch (this) {
            case Inline(String text) -> json.put("inline", text);
            case Stored(String key, String sha256) -> json.put("s3", key).put("sha256", sha256);
        }
        return json;
    }
}
