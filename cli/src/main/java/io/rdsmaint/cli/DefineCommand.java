package io.rdsmaint.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stores what is started by its name. */
@Command(
        name = "define",
        description = {
            "Stores a definition of a family in the deployment's bucket: a .json file as what a start may name (a pipeline), a"
                    + " .sql file as SQL that a phase may name. What was stored under the name before is kept as an older"
                    + " version; operations that have begun go on with what they read.",
            ""
        })
final class DefineCommand implements Callable<ExitCode> {
    /** Bytes: as much as the function reads. */
    private static final int MOST = 1_000_000;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private static final Pattern SQL_NAME =
            Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_.-]{1,100}(/[A-Za-z0-9_.-]{1,100}){0,8}");

    private final CliContext tools;

    @Parameters(index = "0", paramLabel = "FAMILY", description = "whose definition it is, such as sql")
    private String family = "";

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "by which it is started, such as nightly; of SQL, such as nightly/update.sql")
    private String name = "";

    @Parameters(index = "2", paramLabel = "FILE", description = "its text, a .json or a .sql file in UTF-8")
    private Path file = Path.of("");

    DefineCommand(CliContext tools) {
        this.tools = tools;
    }

    @Override
    public ExitCode call() {
        boolean sql = file.toString().endsWith(".sql");
        if (!sql && !file.toString().endsWith(".json")) {
            throw new Failure(ExitCode.USAGE, file + " is neither a .json nor a .sql file.", "See --help.");
        }
        if (!family.matches("[a-z]+") || !(sql ? SQL_NAME : NAME).matcher(name).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "FAMILY is a word of small letters, NAME "
                            + (sql ? "a path such as nightly/update.sql" : "small letters, digits, _ and -")
                            + "; given are '" + family + "' and '" + name + "'.",
                    "See --help.");
        }
        byte[] text = read();
        if (!sql) {
            requireObject(text);
        }
        String key = family + (sql ? "/sql/" + name : "/" + name + ".json");
        String bucket = tools.operations().list(0).path("definitions_bucket").asText("");
        if (bucket.isEmpty()) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "This deployment reads no definitions.",
                    "Deploy it with a family that does: scripts/deploy --families aurora,sql.");
        }
        tools.deployment().store(bucket, key, text);
        String hash = sha256(text);
        tools.terminal().say("Stored as s3://" + bucket + "/" + key + ", sha256 " + hash + ".");
        tools.terminal()
                .say(
                        sql
                                ? "A phase names it: \"sql\": {\"s3\": \"" + name + "\", \"sha256\": \"" + hash + "\"}"
                                : family.equals("sql")
                                        ? "A start names it: scripts/start … pipeline=" + name
                                        : "A start names it as its target: " + name);
        return ExitCode.DONE;
    }

    private byte[] read() {
        try {
            if (Files.size(file) > MOST) {
                throw new Failure(
                        ExitCode.USAGE,
                        file + " has more than " + MOST + " bytes, which the function does not read.",
                        "");
            }
            byte[] bytes = Files.readAllBytes(file);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return bytes;
        } catch (CharacterCodingException e) {
            throw new Failure(ExitCode.USAGE, file + " is not written in UTF-8.", "");
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, file + " can't be read.", "");
        }
    }

    private void requireObject(byte[] text) {
        try {
            if (JsonMapper.builder()
                    .build()
                    .readTree(new String(text, StandardCharsets.UTF_8))
                    .isObject()) {
                return;
            }
            throw new Failure(ExitCode.USAGE, file + " is no JSON object.", "");
        } catch (JsonProcessingException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    file + " is no JSON: " + e.getOriginalMessage() + " (line "
                            + e.getLocation().getLineNr() + ").",
                    "");
        }
    }

    private static String sha256(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
