@NullMarked
package io.rdsmaint;

import org.jspecify.annotations.NullMarked;
