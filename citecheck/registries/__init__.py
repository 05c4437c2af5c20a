"""From a reference to its record: one file for each service that knows works, behind one socket (`model.Registry`)."""
