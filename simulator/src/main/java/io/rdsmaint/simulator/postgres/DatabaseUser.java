package io.rdsmaint.simulator.postgres;

/**
 * Somebody who may log in.
 *
 * @param name the role
 * @param master true for the rights of {@code rds_superuser}; nobody is a superuser
 */
public record DatabaseUser(String name, boolean master) {}
