package uk.regionalratings.streams.export;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The tables that can be taken away as files. */
@SuppressWarnings("ImmutableEnumChecker") // None of the fields ever changes; their types could.
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

    /** The files that it can be had as. */
    public List<TableFormat> formats() {
        return formats;
    }

    /** Whether its rows are of periods, whose length a question may name. */
    public boolean hasPeriods() {
        return this == PANEL;
    }

    Layout<?> layout() {
        return layout;
    }

    /** The table as of the day of a snapshot. Of the snapshot's state nothing is kept but what cannot change. */
    public Table of(Snapshot snapshot) {
        return table.apply(snapshot);
    }
}
