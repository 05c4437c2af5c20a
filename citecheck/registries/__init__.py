"""From a reference to its record: one file for each service, all behind one interface (`model.Registry`)."""
