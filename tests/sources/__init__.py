"""What the shipped catalogue's figures are held against: quotes from its source documents."""
