/**
 * The result document {@code mop.result/v1}: the common language of runner, reports and notebooks.
 */
@NullMarked
package mop.analysis.result;

import org.jspecify.annotations.NullMarked;
