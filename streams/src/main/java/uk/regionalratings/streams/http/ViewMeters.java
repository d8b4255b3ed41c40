package uk.regionalratings.streams.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import uk.regionalratings.streams.view.RatingsView;

/** Metrics of a {@link RatingsView}: listed + unlisted = records of the table in the view. */
public final class ViewMeters implements MeterBinder {
    private final RatingsView view;

    /** Creates the metrics of {@code view}. */
    public ViewMeters(RatingsView view) {
        this.view = view;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ratings.view.authorities.listed", view, RatingsView::listed)
                .description("Authorities that appear in answers, abolished ones included")
                .register(registry);
        Gauge.builder("ratings.view.authorities.unlisted", view, RatingsView::unlisted)
                .description("Authorities that appear in no answer: reference data or region not known")
                .register(registry);
        FunctionCounter.builder("ratings.view.updates", view, RatingsView::version)
                .description("Records of the table taken in")
                .register(registry);
    }
}
