"""The free layout: Graphviz's dot says where cards stand and how flows run; for what is too large for the grid."""
