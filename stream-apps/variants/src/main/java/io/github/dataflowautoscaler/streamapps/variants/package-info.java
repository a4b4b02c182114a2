/**
 * Applications that are not written as the stock ones are: each profile is one kind.
 */
@NullMarked
package io.github.dataflowautoscaler.streamapps.variants;

import org.jspecify.annotations.NullMarked;
