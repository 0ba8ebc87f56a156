"""archgen: consistent architecture diagrams from one YAML spec per system."""

__version__ = "0.1.0"
