"""The icons that are asked for by name: brands, icons of the package diagrams, files beside the spec, and monograms."""
