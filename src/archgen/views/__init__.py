"""Views: what of an architecture one picture shows."""
