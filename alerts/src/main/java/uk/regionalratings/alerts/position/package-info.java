/** Where subscriptions stand, kept for ever: in goes how far each is and what became of the changes before that, out comes where it goes on. */
@NullMarked
package uk.regionalratings.alerts.position;

import org.jspecify.annotations.NullMarked;
