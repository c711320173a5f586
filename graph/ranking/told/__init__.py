"""What the verdict says of sources, of the other candidates and of the material."""
