package io.rdsmaint.infra.generate;

import io.rdsmaint.infra.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes the template for CloudFormation alone, with any options: {@code scripts/deploy --template FILE}. */
public final class WriteTemplate {
    private WriteTemplate() {}

    /** The file is {@code RDS_MAINT_TEMPLATE}, the options are the lines {@code option=value} of {@code RDS_MAINT_OPTIONS}. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        Map<String, String> given = new HashMap<>();
        environment.getOrDefault("RDS_MAINT_OPTIONS", "").lines().forEach(line -> {
            int equals = line.indexOf('=');
            given.put(line.substring(0, equals), line.substring(equals + 1));
        });
        Options options = Options.from(key -> Optional.ofNullable(given.get(key)));
        Path file = Path.of(environment.getOrDefault("RDS_MAINT_TEMPLATE", ""));
        Files.writeString(file, CanonicalJson.write(Standalone.template(options)));
        System.out.println(file);
    }
}
