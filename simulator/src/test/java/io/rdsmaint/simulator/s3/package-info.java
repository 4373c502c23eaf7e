@org.jspecify.annotations.NullMarked
package io.rdsmaint.simulator.s3;
