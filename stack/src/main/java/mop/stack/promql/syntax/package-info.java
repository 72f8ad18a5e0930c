/** The text of PromQL: tokens, syntax tree, types, and the tree as normalised text. */
@NullMarked
package mop.stack.promql.syntax;

import org.jspecify.annotations.NullMarked;
