/** The hot steps one by one, with JMH. */
@NullMarked
package uk.regionalratings.bench.micro;

import org.jspecify.annotations.NullMarked;
