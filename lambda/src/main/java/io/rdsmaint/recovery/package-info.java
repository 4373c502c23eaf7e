/** Operations that recover servers elsewhere, wave by wave, with Elastic Disaster Recovery: drills that clean up after themselves, and the real thing. */
@NullMarked
package io.rdsmaint.recovery;

import org.jspecify.annotations.NullMarked;
