/** Who wants to be told of what, where and how: the alerts file. */
@NullMarked
package uk.regionalratings.alerts.subscription;

import org.jspecify.annotations.NullMarked;
