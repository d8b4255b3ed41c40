/**
 * The catalogue of topics, with their serdes and registry settings. No other module names a topic, a serde or a
 * registry setting.
 */
@NullMarked
package uk.regionalratings.topics;

import org.jspecify.annotations.NullMarked;
