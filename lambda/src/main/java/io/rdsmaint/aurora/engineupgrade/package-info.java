/** The engine upgrade of an Aurora cluster by a blue/green deployment. */
@NullMarked
package io.rdsmaint.aurora.engineupgrade;

import org.jspecify.annotations.NullMarked;
