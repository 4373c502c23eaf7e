package io.rdsmaint.engine;

/**
 * One of the things that a person may choose.
 *
 * @param value as a request names it
 * @param words what else there is to know of it, in a few words; may be empty
 */
public record Choice(String value, String words) {}
