package io.rdsmaint.gateway.rds;

/** A parameter group of clusters or instances. */
public record ParameterGroup(String name, String arn, String family, String description) {}
