"""The store: everything that outlives the process. Functions take a `Tx` and are run through `Store`."""
