"""What each kind of letter says: one module a kind, its words in templates/<kind>.txt and <kind>.html."""
