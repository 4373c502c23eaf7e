package io.rdsmaint.sql.pipeline;

import io.rdsmaint.engine.InvalidRequest;
import io.rdsmaint.engine.Sha256;
import io.rdsmaint.gateway.s3.Definitions;

/** Reads the texts that sources name. What is stored is what its hash says, or is not used. */
public record Texts(Definitions definitions) {
    /** Where SQL lies among the definitions. */
    static final String PREFIX = "sql/sql/";

    /**
     * The text.
     *
     * @throws InvalidRequest when it is not there, or is another one by now
     */
    public String of(Source source) {
        return switch (source) {
            case Source.Inline(String text) -> text;
            case Source.Stored(String key, String sha256) -> {
                String text = definitions
                        .read(PREFIX + key)
                        .map(Definitions.Definition::text)
                        .orElseThrow(() -> new InvalidRequest("there is no SQL " + PREFIX + key
                                + " among the definitions of this deployment; scripts/define puts it there"));
                String found = Sha256.of(text);
                if (!found.equals(sha256)) {
                    throw new InvalidRequest(
                            "the SQL " + PREFIX + key + " is not the one that was asked for: its sha256 is " + found
                                    + ", asked for was " + sha256);
                }
                yield text;
            }
        };
    }
}
