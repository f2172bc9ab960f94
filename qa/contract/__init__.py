"""What travels: values, settings, request checks, their JSON."""
