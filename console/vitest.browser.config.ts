import { defineConfig } from "vitest/config";

/** One browser and one system for all: one worker, one file after the other. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    fileParallelism: false,
    pool: "forks",
    maxWorkers: 1,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 90_000,
    reporters: ["default", ["junit", { outputFile: "../local/target/console-browser.xml" }]],
  },
});
