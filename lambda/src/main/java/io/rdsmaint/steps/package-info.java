/**
 * The step kinds that operations are composed of. Each is a reconciler: it looks at the cluster and moves it at
 * most one call
 * closer to its goal, and it is right to call it again at any moment.
 */
@NullMarked
package io.rdsmaint.steps;

import org.jspecify.annotations.NullMarked;
