/** Tests of what lies between the Data API's protocol and the database. */
@org.jspecify.annotations.NullMarked
package io.rdsmaint.simulator.dataapi;
