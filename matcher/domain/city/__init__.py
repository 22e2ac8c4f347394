"""The city: its plan as data, its departments, the counters that say a public page changed."""
