package io.rdsmaint.http;

/**
 * Who sends a request, as the API's authorizer verified.
 *
 * @param name of the person: what people know each other by, such as an address
 * @param role by the groups that the token names
 */
public record Identity(String name, Role role) {}
