/**
 * The pages of the documentation, for the tests of all modules that check them.
 */
package io.github.dataflowautoscaler.docs;
