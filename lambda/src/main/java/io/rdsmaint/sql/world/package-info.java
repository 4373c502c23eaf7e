/** What the family sees of the world: clusters, databases, definitions. */
@NullMarked
package io.rdsmaint.sql.world;

import org.jspecify.annotations.NullMarked;
