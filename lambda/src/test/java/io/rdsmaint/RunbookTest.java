package io.rdsmaint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import io.rdsmaint.engine.LogEntry;
import io.rdsmaint.engine.NextAction;
import io.rdsmaint.engine.QuestionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * At 3 a.m. people come to the runbook by the link of a message, or search it for the words of a question. So each code has a
 * section; wherever the sources word a reason, its fixed words are in one; and none is left whose words nobody says any more.
 */
class RunbookTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final String PAGE = RunbookSections.page();

    /** What makes a question, and which of its arguments is the reason. */
    private static final Map<String, Integer> MAKERS = Map.of(
            "QuestionDraft.of", 2,
            "new QuestionDraft", 2,
            "StepQuestion.ask", 2,
            "new Violation.NeedsApproval", 3,
            "new NeedsApproval", 3,
            "asking", 2);

    /** A run of fixed words that is long enough to be found by. */
    private static final int TELLING = 11;

    /** What begins a section's line of what is said. */
    private static final String SAYS = "Says: ";

    @Test
    void everyCodeHasOneSectionAndEverySectionACode() throws IOException {
        assertThat(codes()).hasSizeGreaterThan(50);
        assertThat(RunbookSections.names())
                .containsExactlyInAnyOrderElementsOf(
                        codes().stream().map(QuestionCode::word).toList());
        assertThat(PAGE.lines()
                        .filter(line -> line.matches("#+ .*"))
                        .map(RunbookTest::anchor)
                        .toList())
                .as("a browser finds the first heading of a name alone")
                .doesNotHaveDuplicates();
    }

    @Test
    void whatMessagesOfEndsLeadToIsThere() {
        assertThat(PAGE).contains("\n## How an execution ended\n", "\n#### stalled\n");
    }

    @Test
    void everyCodeIsThatOfAQuestion() throws IOException {
        Set<String> used = new HashSet<>();
        scan(new TreeScanner<Void, Void>() {
            @Override
            public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
                used.add(select.toString());
                return super.visitMemberSelect(select, null);
            }
        });
        assertThat(codes().stream()
                        .map(code -> code.getClass().getSimpleName() + "." + code.name())
                        .filter(code -> !used.contains(code))
                        .toList())
                .as("codes that no question has")
                .isEmpty();
    }

    @Test
    void everyReasonForAStopHasItsSection() throws IOException {
        List<String> told = sections().stream().flatMap(s -> quoted(s).stream()).toList();
        List<List<String>> reasons = reasons();

        assertThat(reasons).hasSizeGreaterThan(60);
        assertThat(reasons.stream()
                        .filter(words -> words.stream()
                                .map(RunbookTest::plain)
                                .noneMatch(w -> told.stream().anyMatch(t -> w.contains(t) || t.contains(w))))
                        .toList())
                .as("reasons of which no fixed words are in a section of docs/runbook.md")
                .isEmpty();
    }

    @Test
    void everySectionIsAboutWordsThatAreStillSaid() throws IOException {
        String said = plain(String.join("\n", literals()));

        assertThat(sections().stream()
                        .flatMap(section -> quoted(section).stream())
                        .filter(words -> !said.contains(words))
                        .toList())
                .as("words in docs/runbook.md that nobody says")
                .isEmpty();
    }

    @Test
    void everyWayToEndIsOnThePage() {
        for (NextAction.Code code : NextAction.Code.values()) {
            assertThat(PAGE).contains("`" + code.word() + "`");
        }
        assertThat(PAGE).contains("`" + Objects.requireNonNull(LogEntry.Type.OPERATION_STALLED.detailType()) + "`");
    }

    @Test
    void everySectionSaysHowToCheckWhatToAnswerAndWhatIsSafe() {
        for (String section : sections()) {
            assertThat(section)
                    .contains("\n\n" + SAYS, "\n\n**Means.** ", "\n\n    ", "\n\n**Answers.** ", "\n\n**At 3 a.m.** ")
                    .contains("Unsure: ");
        }
    }

    /** The sections about questions, each with its heading. */
    private static List<String> sections() {
        String questions = PAGE.substring(PAGE.indexOf("\n## Questions"), PAGE.indexOf("\n### When it is asked again"));
        return Stream.of(questions.split("\n#### ", -1)).skip(1).toList();
    }

    /** As browsers make them of headings. */
    private static String anchor(String heading) {
        return heading.replaceAll("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\w -]", "")
                .replace(' ', '-');
    }

    /** All codes that the main sources know: whatever enum there says that it has some. */
    private static List<QuestionCode> codes() throws IOException {
        List<QuestionCode> all = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(MAIN)) {
            for (Path file : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (Files.readString(file).contains(" implements " + QuestionCode.class.getSimpleName())) {
                    String name = MAIN.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.');
                    all.addAll(List.of((QuestionCode[]) Class.forName(name).getEnumConstants()));
                }
            }
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return all;
    }

    /** What a section quotes of questions, without gaps and names. */
    private static List<String> quoted(String section) {
        String says = section.substring(section.indexOf(SAYS), section.indexOf("\n\n**Means.**"));
        return Pattern.compile("\\*([^*]+)\\*")
                .matcher(says)
                .results()
                .flatMap(m -> Stream.of(m.group(1).split("…|\\bX\\b|\\bW\\b|\\bN\\b", -1)))
                .map(RunbookTest::plain)
                .map(String::strip)
                .filter(w -> w.length() >= TELLING)
                .toList();
    }

    /** Case, punctuation at the ends and line breaks are of no interest to who searches. */
    private static String plain(String words) {
        return words.toLowerCase(Locale.ROOT)
                .replace("`", "")
                .replaceAll("\\s+", " ")
                .replaceAll("[.:,;]+( |$)", "$1")
                .strip();
    }

    private static List<List<String>> reasons() throws IOException {
        List<List<String>> all = new ArrayList<>();
        scan(new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                add(call.getMethodSelect().toString(), call.getArguments());
                return super.visitMethodInvocation(call, null);
            }

            @Override
            public Void visitNewClass(NewClassTree made, Void nothing) {
                add("new " + made.getIdentifier(), made.getArguments());
                return super.visitNewClass(made, null);
            }

            private void add(String maker, List<? extends ExpressionTree> arguments) {
                Integer reason = MAKERS.get(maker);
                if (reason != null && arguments.size() > reason) {
                    List<String> words = words(arguments.get(reason));
                    if (!words.isEmpty()) {
                        all.add(words);
                    }
                }
            }
        });
        return all;
    }

    private static List<String> literals() throws IOException {
        List<String> all = new ArrayList<>();
        scan(new TreeScanner<Void, Void>() {
            @Override
            public Void visitBinary(BinaryTree sum, Void nothing) {
                all.add(String.join("", wordsInOrder(sum)));
                return super.visitBinary(sum, null);
            }

            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    all.add(text);
                }
                return super.visitLiteral(literal, null);
            }
        });
        return all;
    }

    /** The literals of an expression, with neighbours that only a line break separates joined. */
    private static List<String> words(Tree expression) {
        return Stream.of(String.join("", wordsInOrder(expression)).split("\u0000", -1))
                .map(String::strip)
                .filter(w -> w.length() >= TELLING)
                .toList();
    }

    private static List<String> wordsInOrder(Tree expression) {
        List<String> words = new ArrayList<>();
        if (expression instanceof BinaryTree sum) {
            words.addAll(wordsInOrder(sum.getLeftOperand()));
            words.addAll(wordsInOrder(sum.getRightOperand()));
        } else if (expression instanceof LiteralTree literal && literal.getValue() instanceof String text) {
            words.add(text);
        } else {
            List<String> inside = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitLiteral(LiteralTree literal, Void nothing) {
                    if (literal.getValue() instanceof String text) {
                        inside.add(text);
                    }
                    return null;
                }
            }.scan(expression, null);
            words.add("\u0000" + String.join("\u0000", inside) + "\u0000");
        }
        return words;
    }

    private static void scan(TreeScanner<Void, Void> scanner) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(MAIN)) {
            List<Path> all = sources.filter(f -> f.toString().endsWith(".java")).toList();
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(all);
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of(), null, units);
            task.parse().forEach(unit -> scanner.scan(unit, null));
        }
    }
}
