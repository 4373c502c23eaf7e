package io.rdsmaint.infra.generate;

import io.rdsmaint.infra.Options;
import java.util.Map;
import java.util.TreeMap;

/** The generated files of the default deployment, as path from the repository's top and text. */
public final class GeneratedFiles {
    private GeneratedFiles() {}

    /** All of them. */
    public static Map<String, String> all() {
        Synthesized synthesized = Synthesized.with(Options.defaults());
        Map<String, String> files = new TreeMap<>();
        files.put("statemachine/rds-maint-machine.asl.json", CanonicalJson.write(synthesized.definition()));
        return files;
    }
}
