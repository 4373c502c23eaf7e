package io.rdsmaint.infra;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The CDK runs on Node.js: whoever lacks it is told so before the CDK fails in its own words. */
public final class NodeJs {
    private NodeJs() {}

    /**
     * Makes sure that Node.js is there.
     *
     * @throws IllegalStateException saying what to install
     */
    public static void require() {
        boolean there = System.getenv("JSII_NODE") != null
                || Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .flatMap(directory -> Stream.of("node", "node.exe").map(name -> Path.of(directory, name)))
                        .anyMatch(Files::isExecutable);
        if (!there) {
            throw new IllegalStateException(
                    "Node.js is missing: the AWS CDK runs on it. Install version 20 or newer and put it on the PATH.");
        }
    }
}
