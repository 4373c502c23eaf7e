package io.rdsmaint.bench.cold;

import io.rdsmaint.bench.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The programs that are started: our zip and what it is measured beside, in a folder of a benchmark. */
final class Programs {
    private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String TRAINING = "io.rdsmaint.function.start.Training";
    private static final String HANDLER = "io.rdsmaint.function.start.LambdaFunction::handleRequest";

    /** Lambda's own, of its managed runtimes for a function of 1,024 MB. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx900m", "-XX:MaxMetaspaceSize=128m");

    /** What a function has beside its own classes. */
    private static final List<String> CLIENT = List.of(
            "aws-lambda-java-runtime-interface-client",
            "aws-lambda-java-core",
            "aws-lambda-java-serialization",
            "utils-lite");

    /** What the naive function has of the class path: the SDK as it comes with these two clients. */
    private static final List<String> NAIVE = List.of(
            "aws-lambda-java-core",
            "annotations",
            "apache5-client",
            "auth",
            "aws-core",
            "aws-json-protocol",
            "aws-query-protocol",
            "checksums",
            "crt-core",
            "dynamodb",
            "endpoints-spi",
            "eventstream",
            "http-auth",
            "http-client-spi",
            "httpc",
            "identity-spi",
            "jackson-annotations",
            "jackson-core",
            "jackson-databind",
            "json-utils",
            "metrics-spi",
            "netty-",
            "profiles",
            "protocol-core",
            "rds-",
            "reactive-streams",
            "regions",
            "retries",
            "sdk-core",
            "slf4j",
            "third-party-jackson-core",
            "utils");

    private final Path repository =
            Path.of(System.getProperty("repository", ".")).toAbsolutePath();
    private final Path folder;
    private final Certificate certificate;
    private final List<Path> jars;

    Programs(Path folder, Certificate certificate) {
        this.folder = folder;
        this.certificate = certificate;
        this.jars = Stream.of(System.getProperty("java.class.path").split(":", -1))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .toList();
    }

    /** Our zip, unpacked as Lambda does. */
    Variant zip(String name, Map<String, String> environment) {
        return new Variant(
                name,
                unpacked(),
                java(Path.of(System.getProperty("java.home")), List.of(), classPath(CLIENT), RUNTIME, HANDLER),
                environment);
    }

    /** Our zip as the container image has it: all on one class path, with an ahead-of-time cache that this JVM makes. */
    Variant image(String name, Map<String, String> environment) {
        Path task = unpacked();
        Path home = Path.of(System.getProperty("java.home"));
        Path cache = folder.resolve("function.aot");
        String path = lib(task) + ":" + classPath(CLIENT);
        if (!Files.isRegularFile(cache)) {
            List<String> training = java(home, List.of("-XX:AOTCacheOutput=" + cache), path, TRAINING, "");
            Command.run(training, environment);
        }
        List<String> flags = List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache);
        return new Variant(name, task, java(home, flags, path, RUNTIME, HANDLER), Map.of());
    }

    private static String lib(Path task) {
        try (Stream<Path> files = Files.list(task.resolve("lib"))) {
            return String.join(":", files.map(Path::toString).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unpacked() {
        Path zip = repository.resolve("lambda/target/function.zip");
        Path task = folder.resolve("task");
        if (Files.isDirectory(task)) {
            return task;
        }
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException(zip + " is missing; scripts/bench builds it");
        }
        try (ZipFile all = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) all.stream().map(ZipEntry.class::cast)::iterator) {
                Path file = task.resolve(entry.getName());
                Files.createDirectories(file.resolveSibling("."));
                Files.write(file, all.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return task;
    }

    /** The naive function, for Java 17, by this JDK. */
    Variant naive(String name, Path home) {
        Path task = folder.resolve("naive");
        String path = classPath(NAIVE);
        if (!Files.isDirectory(task)) {
            Command.run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                    "-proc:none",
                    "-nowarn",
                    "--release",
                    "17",
                    "-d",
                    task.toString(),
                    "-cp",
                    path,
                    repository.resolve("bench/src/naive/NaiveHandler.java").toString()));
            try {
                Path lib = Files.createDirectories(task.resolve("lib"));
                for (String jar : path.split(":", -1)) {
                    Path from = Path.of(jar);
                    Files.copy(from, lib.resolve(String.valueOf(from.getFileName())));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Variant(
                name, task, java(home, List.of(), classPath(CLIENT), RUNTIME, "NaiveHandler::handleRequest"), Map.of());
    }

    /** The same in Python, where there is boto3. */
    Optional<Variant> python(String name) {
        try {
            Command.run(List.of("python3", "-c", "import boto3"));
        } catch (IllegalStateException | UncheckedIOException _) {
            return Optional.empty();
        }
        return Optional.of(new Variant(
                name,
                folder,
                List.of(
                        "python3",
                        repository.resolve("bench/src/naive/naive.py").toString()),
                Map.of("AWS_CA_BUNDLE", certificate.pem().toString())));
    }

    /** A JDK or JRE of this version, if one is in a usual place. */
    static Optional<Path> java(int version) {
        try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> release(home).contains("JAVA_VERSION=\"" + version))
                    .sorted()
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String release(Path home) {
        try {
            return Files.readString(home.resolve("release"));
        } catch (IOException _) {
            return "";
        }
    }

    private List<String> java(Path home, List<String> more, String classPath, String main, String handler) {
        List<String> words = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        words.addAll(FLAGS);
        words.addAll(more);
        words.addAll(List.of(
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-Djavax.net.ssl.trustStore=" + certificate.store(),
                "-Djavax.net.ssl.trustStorePassword=" + Certificate.PASSWORD,
                "-cp",
                classPath,
                main,
                handler));
        return words;
    }

    private String classPath(List<String> names) {
        List<String> found = new ArrayList<>();
        for (Path jar : jars) {
            String file = String.valueOf(jar.getFileName());
            if (names.stream().anyMatch(file::startsWith)) {
                found.add(jar.toString());
            }
        }
        return String.join(":", found);
    }
}
