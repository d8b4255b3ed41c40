package uk.regionalratings.streams.export;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The tables that can be downloaded as files. */
@SuppressWarnings("ImmutableEnumChecker") // The fields never change; their types allow it.
public enum Export {
    INSPECTIONS(InspectionTable.LAYOUT, InspectionTable::of, TableFormat.values()),
    RATINGS(RatingTable.LAYOUT, RatingTable::of, TableFormat.values()),
    CHANGES(ChangeTable.LAYOUT, ChangeTable::of, TableFormat.values()),
    AREAS(AreaTable.LAYOUT, AreaTable::of, TableFormat.values()),
    PANEL(PanelTable.LAYOUT, PanelTable::of, TableFormat.CSV, TableFormat.PARQUET),
    OVERVIEW(SectorLists.OVERVIEW, SectorLists::overview, TableFormat.CSV, TableFormat.XLSX),
    HISTORY(SectorLists.HISTORY, SectorLists::history, TableFormat.CSV);

    private final Layout<?> layout;
    private final Function<Snapshot, Table> table;
    private final List<TableFormat> formats;

    Export(Layout<?> layout, Function<Snapshot, Table> table, TableFormat... formats) {
        this.layout = layout;
        this.table = table;
        this.formats = List.of(formats);
    }

    /** The name in addresses, files and the data package. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The formats of the table. */
    public List<TableFormat> formats() {
        return formats;
    }

    /** Whether its rows are periods, whose length the question may name. */
    public boolean hasPeriods() {
        return this == PANEL;
    }

    Layout<?> layout() {
        return layout;
    }

    /** The table as of the day of a snapshot. Keeps only the immutable parts of the snapshot. */
    public Table of(Snapshot snapshot) {
        return table.apply(snapshot);
    }
}
