/** Where alerts go. One class for each kind of sink; everything that leaves this machine leaves through here. */
@NullMarked
package uk.regionalratings.alerts.sink;

import org.jspecify.annotations.NullMarked;
