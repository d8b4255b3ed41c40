/**
 * The catalogue of topics, and the serdes and registry settings that go with them. No other module names a topic, a serde or a
 * registry setting.
 */
@NullMarked
package uk.regionalratings.topics;

import org.jspecify.annotations.NullMarked;
