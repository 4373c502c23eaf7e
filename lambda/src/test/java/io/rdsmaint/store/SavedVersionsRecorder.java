package io.rdsmaint.store;

import io.rdsmaint.golden.SavedRun;
import java.nio.file.Path;

/**
 * Writes every saved version of each path, made by the code that this is compiled with. {@code scripts/saved-versions} compiles
 * it with the code of an earlier commit; it is no part of any test run.
 */
final class SavedVersionsRecorder {
    private SavedVersionsRecorder() {}

    /**
     * Runs all paths.
     *
     * @param args the folder to write to
     */
    public static void main(String[] args) throws Exception {
        for (String path : SavedRun.paths()) {
            S3Bucket bucket = new S3Bucket();
            DynamoDbLocalTable table = new DynamoDbLocalTable();
            try {
                SavedRun run = SavedRun.made(
                        path,
                        bucket.store(),
                        bucket::texts,
                        new DynamoDbOperationStore(table.client(), DynamoDbLocalTable.NAME),
                        () -> StoreContents.of(table));
                run.write(Path.of(args[0], path + ".jsonl.gz"));
                System.out.printf("%s: %d versions%n", path, run.versions().size());
            } finally {
                table.stop();
            }
        }
    }
}
