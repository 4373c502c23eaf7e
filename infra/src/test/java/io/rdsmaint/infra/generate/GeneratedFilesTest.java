package io.rdsmaint.infra.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GeneratedFilesTest {
    @TestFactory
    Stream<DynamicTest> checkedInFilesSayWhatIsDeployed() {
        return GeneratedFiles.all().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> isCheckedIn(file)));
    }

    private static void isCheckedIn(Map.Entry<String, String> file) throws IOException {
        assertThat(Files.readString(Path.of("..", file.getKey())))
                .as("%s is generated: run scripts/generate and commit what it writes", file.getKey())
                .isEqualTo(file.getValue());
    }
}
