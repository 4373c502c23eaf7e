package io.rdsmaint.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The console's page: its form, its types, its size, and what it does in a real browser against the whole system. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsolePageTest {
    private static final Path REPORT = Path.of("target/console-browser.xml");

    private static void npm(String... arguments) {
        NodeTools.Ended ended = NodeTools.npm(Map.of(), arguments);
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    @Test
    @Order(1)
    void formTypesAndRulesAreKept() {
        npm("run", "check");
    }

    @Test
    @Order(2)
    void itsWordsAreThoseOfTheCommands() {
        npm("run", "unit");
    }

    @Test
    @Order(3)
    void itIsSmall() {
        npm("run", "build");
    }

    /** One system, one browser; each of the browser's tests is one here. */
    @TestFactory
    @Order(4)
    Stream<DynamicTest> inABrowser() throws IOException {
        boolean packaged = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        assumeTrue(
                packaged || System.getenv("CHROME_PATH") != null,
                "the browser that npm has runs on Linux x64 alone: CHROME_PATH names an installed Chrome or Chromium");
        NodeTools.npm(Map.of(), "run", "build");
        Files.deleteIfExists(REPORT);
        NodeTools.Ended ended;
        try (ConsoleSystem system = new ConsoleSystem(0, Path.of(".."))) {
            Map<String, String> environment = new HashMap<>();
            environment.put("CONSOLE_URL", system.uri().toString());
            ended = NodeTools.npm(environment, "run", "browser");
        }
        ended.output().lines().filter(line -> line.contains("figures:")).forEach(System.out::println);
        List<DynamicTest> tests = Files.exists(REPORT) ? read() : new ArrayList<>();
        tests.add(DynamicTest.dynamicTest(
                "all of them ran",
                () -> assertThat(ended.status()).as(ended.output()).isZero()));
        assertThat(tests).as(ended.output()).hasSizeGreaterThan(15);
        return tests.stream();
    }

    private static List<DynamicTest> read() throws IOException {
        try {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(REPORT.toFile())
                    .getElementsByTagName("testcase");
            List<DynamicTest> tests = new ArrayList<>();
            for (int i = 0; i < cases.getLength(); i++) {
                Element one = (Element) cases.item(i);
                NodeList failures = one.getElementsByTagName("failure");
                String failed =
                        failures.getLength() == 0 ? "" : failures.item(0).getTextContent();
                tests.add(DynamicTest.dynamicTest(
                        one.getAttribute("name"), () -> assertThat(failed).isEmpty()));
                assertThat(one.getElementsByTagName("skipped").getLength())
                        .as("nothing is skipped: %s", one.getAttribute("name"))
                        .isZero();
            }
            return tests;
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }
}
