/** The read model that every instance keeps of the table {@code authority-ratings}, and that answers every question locally. */
@NullMarked
package uk.regionalratings.streams.view;

import org.jspecify.annotations.NullMarked;
