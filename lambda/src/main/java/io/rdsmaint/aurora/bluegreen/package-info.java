/** The steps of an engine upgrade by a blue/green deployment: create, await, switch over, verify, clean up. */
@NullMarked
package io.rdsmaint.aurora.bluegreen;

import org.jspecify.annotations.NullMarked;
