"""Pure functions from values to values: no clock, environment, disk, network or Prefect."""
