/** What exists: sites, clusters, instances and their surroundings, and the queue of what is due. */
@NullMarked
package io.rdsmaint.simulator.model;

import org.jspecify.annotations.NullMarked;
