/** The main job as a newcomer sees it: one change from start to end, with a question on the way. */
@NullMarked
package io.rdsmaint.local.demo;

import org.jspecify.annotations.NullMarked;
