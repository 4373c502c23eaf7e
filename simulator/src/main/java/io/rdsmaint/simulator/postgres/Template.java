package io.rdsmaint.simulator.postgres;

/**
 * What a database begins with. Equal templates are built once in a process.
 *
 * @param database name that clients know it by
 * @param owner owns it and all that the script makes
 * @param script statements that fill it; the same script must give the same rows
 */
record Template(String database, DatabaseUser owner, String script) {}
