package io.rdsmaint.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.rdsmaint.local.asl.Definition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README is true: its links lead somewhere, its scripts exist; and the contract's diagram is the generated machine. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^):]+)\\)");
    private static final Pattern SCRIPT = Pattern.compile("\\./(scripts/[a-z]+)");

    private final String readme = Files.readString(ROOT.resolve("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void theContractsDiagramIsDrawnFromTheGeneratedDefinition() throws Exception {
        String diagram =
                Diagram.of(Definition.parse(Files.readString(ROOT.resolve("statemachine/rds-maint-machine.asl.json"))));

        assertThat(Files.readString(ROOT.resolve("docs/contract.md")))
                .as("copy this into docs/contract.md:\n" + diagram)
                .contains("```mermaid\n" + diagram + "```");
    }

    @Test
    void itsLinksLeadToFiles() {
        Stream<String> links = LINK.matcher(readme).results().map(r -> r.group(1));

        assertThat(links.toList())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
    }

    @Test
    void itsScriptsExistAndExplainThemselves() throws IOException {
        List<String> scripts =
                SCRIPT.matcher(readme).results().map(r -> r.group(1)).distinct().toList();

        assertThat(scripts).contains("scripts/demo", "scripts/test", "scripts/local", "scripts/deploy");
        assertThat(scripts)
                .allSatisfy(script -> assertThat(ROOT.resolve(script)).isExecutable());
    }

    /** The option takes one ARN; pasted, the lines tag the cluster and each of its members. */
    @Test
    void theTagCommandPastes() throws Exception {
        String lines = readme.substring(readme.indexOf("    CLUSTER=orders"), readme.indexOf("    ./scripts/deploy "));
        String aws = """
                aws() {
                  case "$1 $2" in
                  'rds describe-db-clusters') echo arn:cluster ;;
                  'rds describe-db-instances') printf 'arn:one\tarn:two\n' ;;
                  *) echo "$*" ;;
                  esac
                }
                """;
        Process bash = new ProcessBuilder("bash", "-euc", aws + lines)
                .redirectErrorStream(true)
                .start();
        bash.getOutputStream().close();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                .containsExactlyElementsOf(Stream.of("cluster", "one", "two")
                        .map(arn -> "rds add-tags-to-resource --resource-name arn:" + arn
                                + " --tags Key=rds-maint-machine,Value=allowed")
                        .toList());
    }
}
